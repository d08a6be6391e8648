"""The dashboard: reads the database file that etl builds, and nothing else."""
