"""Effects of studies pooled: ``pool`` gives the random-effects pool with what belongs beside it."""

from pipeline.data.pooling.model import Clustered, DerSimonianLaird, Egger, Interval, LeaveOneOut, Pool
from pipeline.data.pooling.random_effects import pool

__all__ = ["Clustered", "DerSimonianLaird", "Egger", "Interval", "LeaveOneOut", "Pool", "pool"]
