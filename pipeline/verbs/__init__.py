"""What the door opens on: a module for each verb that is more than a call, with ``add`` for its options and ``run``."""
