-- Pages tell who else cites a source: whether something of the works changed is looked at by the clock.
CREATE INDEX works_changed ON works (changed_at);
