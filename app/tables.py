"""Imports every room's tables, so that the metadata is whole for migrations, tests and the data map."""

import app.catalog.models
import app.coaching.models
import app.demand.models
import app.desks.models
import app.privacy.models
import app.queue.models
import app.staff.models
import app.visits.models
import app.web.models  # noqa: F401 -- each is imported for what it adds to the metadata
