-- How many runs of flows, each started by the event of the one before, led to an event; 0 for what
-- people and programs did. It keeps flows from starting each other in a circle.
ALTER TABLE events ADD COLUMN run_depth BIGINT NOT NULL DEFAULT 0;
