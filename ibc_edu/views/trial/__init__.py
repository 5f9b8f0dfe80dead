"""What the views of simulated trials share."""
