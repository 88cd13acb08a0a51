"""What must be set before Rasa is imported: quiet, offline, small requests."""

import os
import warnings

BEFORE_IMPORT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "OMP_NUM_THREADS": "1",  # the encoder's second thread spins: 20 times the CPU on a busy machine
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "SANIC_ACCESS_LOG": "false",
    "SANIC_REQUEST_MAX_SIZE": "262144",  # bytes; an action call carries a tracker
    "TICKET_LOCK_LIFETIME": "5",  # seconds a turn may hold a conversation
}


def prepare() -> None:
    """Set the environment of this process. Call first, before anything of Rasa is imported."""
    os.environ.update(BEFORE_IMPORT)
    warnings.simplefilter("ignore")
