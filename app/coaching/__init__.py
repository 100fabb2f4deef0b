"""Tips: what is learned at the table stays for the next volunteer.

Story: at step 3 somebody finds out that "count together on paper first" works. She writes it beside
the step, in a sentence. The coordinator reads it, polishes it and says yes; from then on every
helper at this desk sees it at that step.

Words: tip = a practical sentence on one step of one card, never about a visitor (the text guard
refuses numbers and codes) · waiting = not yet seen by the coordinator · look again = a year later.

Pages: `/coach/tips` tips to approve and those in use; the form stands beside the step at the table.
"""
