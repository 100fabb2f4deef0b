"""Paper: a full channel, not an afterthought.

Story: a page made for print becomes a PDF that a screen reader can read (PDF/UA-1) and a person can hold. It is made by
warm processes beside the service, with local fonts only, no network, ten seconds and a bounded memory.

``engine`` makes one PDF inside such a process · ``printer`` keeps the processes · ``fonts`` is the fixed list ·
``responses`` answers a request with a paper.

Words: roll = the 80 mm paper of a ticket printer · A4 = everything else.
"""
