"""What the detector as a whole finds, and what it leaves alone: floors that hold with every change."""
