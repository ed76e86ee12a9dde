-- Several nodes on one database: who has which article in hand, what the desk has rung for, mails and uploads that must outlive the node that took them. All of it is of the moment: no backup has it.

-- An article that a node has in hand, in a work that all nodes do together. What lapsed is free for the next.
CREATE TABLE node_claims (
    work          TEXT NOT NULL,
    article_id    $Key$ NOT NULL,
    lease         TEXT NOT NULL,
    -- By the clock of the database on PostgreSQL, so that clocks of nodes may differ.
    leased_until  BIGINT NOT NULL,
    PRIMARY KEY (work, article_id)
);

-- How often something was rung for, on any node.
CREATE TABLE node_bells (
    name  TEXT NOT NULL PRIMARY KEY,
    rung  BIGINT NOT NULL
);

-- Mails that nobody can ask for again. A mail goes when it is sent or given up; none holds a link by which somebody signs in.
CREATE TABLE node_mails (
    id          $Key$ NOT NULL PRIMARY KEY,
    address     TEXT NOT NULL,
    name        TEXT,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    language    TEXT,
    -- Tries that failed.
    tries       INTEGER NOT NULL DEFAULT 0,
    -- Not tried, nor taken by another node, before that instant.
    not_before  BIGINT NOT NULL
);

CREATE INDEX node_mails_due ON node_mails (not_before);

-- Uploads that were taken and are not read yet; the id is that of their report.
CREATE TABLE node_uploads (
    id            $Key$ NOT NULL PRIMARY KEY,
    person        TEXT NOT NULL,
    journal       TEXT NOT NULL,
    issue         TEXT,
    old_path      TEXT,
    -- 0 as long as its files come in.
    is_whole      INTEGER NOT NULL DEFAULT 0,
    lease         TEXT,
    leased_until  BIGINT,
    -- How often a node began with it.
    tries         INTEGER NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL
);

-- Its files, in pieces.
CREATE TABLE node_upload_parts (
    upload_id  $Key$ NOT NULL REFERENCES node_uploads (id) ON DELETE CASCADE,
    file       INTEGER NOT NULL,
    part       INTEGER NOT NULL,
    path       TEXT NOT NULL,
    bytes      $Bytes$ NOT NULL,
    PRIMARY KEY (upload_id, file, part)
);

-- The schedule of the work of the whole site, as Quartz 4.7 keeps it (its create_postgres.sql, with our prefix).
CREATE TABLE quartz_job_details (
  sched_name text not null,
  job_name text not null,
  job_group text not null,
  description text null,
  job_class_name text not null,
  is_durable bool not null,
  is_nonconcurrent bool not null,
  is_update_data bool not null,
  requests_recovery bool not null,
  job_data bytea null,
  primary key (sched_name,job_name,job_group)
);

CREATE TABLE quartz_triggers (
  sched_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  job_name text not null,
  job_group text not null,
  description text null,
  next_fire_time bigint null,
  prev_fire_time bigint null,
  priority integer null,
  trigger_state text not null,
  trigger_type text not null,
  start_time bigint not null,
  end_time bigint null,
  calendar_name text null,
  misfire_instr smallint null,
  misfire_orig_fire_time bigint null,
  execution_group varchar(200) null,
  preferred_node varchar(200) null,
  preferred_node_auto bool not null default false,
  retry_policy varchar(250) null,
  retry_attempt integer null,
  continues_trigger_name text null,
  continues_trigger_group text null,
  continuation_condition integer null,
  overlap_policy integer null,
  pause_reason varchar(250) null,
  paused_by varchar(200) null,
  paused_at bigint null,
  misfire_threshold bigint null,
  fixed_delay bool null,
  job_data bytea null,
  primary key (sched_name,trigger_name,trigger_group),
  foreign key (sched_name,job_name,job_group) references quartz_job_details (sched_name,job_name,job_group)
);

CREATE TABLE quartz_simple_triggers (
  sched_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  repeat_count bigint not null,
  repeat_interval bigint not null,
  times_triggered bigint not null,
  primary key (sched_name,trigger_name,trigger_group),
  foreign key (sched_name,trigger_name,trigger_group) references quartz_triggers (sched_name,trigger_name,trigger_group) on delete cascade
);

CREATE TABLE quartz_cron_triggers (
  sched_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  cron_expression text not null,
  time_zone_id text,
  primary key (sched_name,trigger_name,trigger_group),
  foreign key (sched_name,trigger_name,trigger_group) references quartz_triggers (sched_name,trigger_name,trigger_group) on delete cascade
);

CREATE TABLE quartz_simprop_triggers (
  sched_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  str_prop_1 text null,
  str_prop_2 text null,
  str_prop_3 text null,
  int_prop_1 integer null,
  int_prop_2 integer null,
  long_prop_1 bigint null,
  long_prop_2 bigint null,
  dec_prop_1 numeric null,
  dec_prop_2 numeric null,
  bool_prop_1 bool null,
  bool_prop_2 bool null,
  time_zone_id text null,
  primary key (sched_name,trigger_name,trigger_group),
  foreign key (sched_name,trigger_name,trigger_group) references quartz_triggers (sched_name,trigger_name,trigger_group) on delete cascade
);

CREATE TABLE quartz_blob_triggers (
  sched_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  blob_data bytea null,
  primary key (sched_name,trigger_name,trigger_group),
  foreign key (sched_name,trigger_name,trigger_group) references quartz_triggers (sched_name,trigger_name,trigger_group) on delete cascade
);

CREATE TABLE quartz_calendars (
  sched_name text not null,
  calendar_name text not null,
  calendar bytea not null,
  primary key (sched_name,calendar_name)
);

CREATE TABLE quartz_paused_trigger_grps (
  sched_name text not null,
  trigger_group text not null,
  pause_reason varchar(250) null,
  paused_by varchar(200) null,
  paused_at bigint null,
  primary key (sched_name,trigger_group)
);

CREATE TABLE quartz_paused_job_grps (
  sched_name text not null,
  job_group text not null,
  pause_reason varchar(250) null,
  paused_by varchar(200) null,
  paused_at bigint null,
  primary key (sched_name,job_group)
);

CREATE TABLE quartz_fired_triggers (
  sched_name text not null,
  entry_id text not null,
  trigger_name text not null,
  trigger_group text not null,
  instance_name text not null,
  fired_time bigint not null,
  sched_time bigint not null,
  priority integer not null,
  state text not null,
  job_name text null,
  job_group text null,
  is_nonconcurrent bool not null,
  requests_recovery bool null,
  execution_group varchar(200) null,
  progress integer null,
  progress_message varchar(250) null,
  interrupt_requested_time bigint null,
  primary key (sched_name,entry_id)
);

CREATE TABLE quartz_scheduler_state (
  sched_name text not null,
  instance_name text not null,
  last_checkin_time bigint not null,
  checkin_interval bigint not null,
  quartz_version varchar(20) null,
  primary key (sched_name,instance_name)
);

CREATE TABLE quartz_locks (
  sched_name text not null,
  lock_name text not null,
  primary key (sched_name,lock_name)
);

CREATE TABLE quartz_execution_history (
  sched_name text not null,
  entry_id text not null,
  instance_name text not null,
  job_name text not null,
  job_group text not null,
  trigger_name text not null,
  trigger_group text not null,
  fired_time bigint not null,
  run_time bigint not null,
  succeeded bool not null,
  error_message text null,
  retry_attempt integer not null default 0,
  retry_scheduled bool not null default false,
  execution_log text null,
  result integer null,
  summary text null,
  metrics text null,
  manual bool null,
  fire_instance_id text null,
  job_input text null,
  job_input_too_large bool null,
  primary key (sched_name,entry_id)
);

CREATE TABLE quartz_misfire_history (
  sched_name text not null,
  entry_id text not null,
  instance_name text not null,
  trigger_name text not null,
  trigger_group text not null,
  job_name text null,
  job_group text null,
  misfire_time bigint not null,
  sched_time bigint null,
  reason integer null,
  primary key (sched_name,entry_id)
);

CREATE TABLE quartz_job_status (
  sched_name text not null,
  job_group text not null,
  job_name text not null,
  first_fired_time bigint not null,
  last_fired_time bigint not null,
  last_result integer not null,
  last_run_time bigint not null,
  last_instance_name text not null,
  last_entry_id text null,
  last_summary text null,
  last_success_time bigint null,
  last_failure_time bigint null,
  last_failure_message text null,
  consecutive_failures integer not null default 0,
  run_count bigint not null default 0,
  failure_count bigint not null default 0,
  primary key (sched_name,job_group,job_name)
);

CREATE INDEX idx_quartz_j_g_n ON quartz_job_details (sched_name, job_group, job_name);

CREATE INDEX idx_quartz_t_j ON quartz_triggers (sched_name, job_name, job_group);

CREATE INDEX idx_quartz_t_g_n ON quartz_triggers (sched_name, trigger_group, trigger_name);

CREATE INDEX idx_quartz_t_c ON quartz_triggers (sched_name, calendar_name);

CREATE INDEX idx_quartz_t_nft_st ON quartz_triggers (sched_name, trigger_state, next_fire_time asc, priority desc, misfire_instr);

CREATE INDEX idx_quartz_ft_inst_job_req_rcvry ON quartz_fired_triggers (sched_name, instance_name, requests_recovery);

CREATE INDEX idx_quartz_ft_j_g ON quartz_fired_triggers (sched_name, job_name, job_group);

CREATE INDEX idx_quartz_ft_t_g ON quartz_fired_triggers (sched_name, trigger_name, trigger_group);

CREATE INDEX idx_quartz_eh_fired_time ON quartz_execution_history (sched_name, fired_time);

CREATE INDEX idx_quartz_eh_inst ON quartz_execution_history (sched_name, instance_name);

CREATE INDEX idx_quartz_mh_misfire_time ON quartz_misfire_history (sched_name, misfire_time);

CREATE INDEX idx_quartz_mh_inst ON quartz_misfire_history (sched_name, instance_name);

CREATE INDEX idx_quartz_eh_job_time ON quartz_execution_history (sched_name, job_group, job_name, fired_time);

CREATE INDEX idx_quartz_eh_fire_inst ON quartz_execution_history (sched_name, fire_instance_id);

CREATE INDEX idx_quartz_eh_trig_time ON quartz_execution_history (sched_name, trigger_group, trigger_name, fired_time);

-- Counts by month lie in a part for each month, so that a month that is forgotten is dropped and not deleted row by row. Months that a restored backup brings, or for which nobody made room, lie in the last part.
ALTER TABLE usage_month_counts RENAME TO usage_month_counts_before;
ALTER INDEX usage_month_counts_pkey RENAME TO usage_month_counts_before_pkey;
DROP INDEX usage_month_counts_of_article;

CREATE TABLE usage_month_counts (
    institution_id         $Key$ NOT NULL,
    month                  INTEGER NOT NULL,
    journal_id             $Key$ NOT NULL,
    article_id             $Key$ NOT NULL,
    access_type            SMALLINT NOT NULL,
    method                 SMALLINT NOT NULL,
    yop                    SMALLINT NOT NULL,
    searches               BIGINT NOT NULL,
    no_license             BIGINT NOT NULL,
    limit_exceeded         BIGINT NOT NULL,
    investigations         BIGINT NOT NULL,
    requests               BIGINT NOT NULL,
    unique_investigations  BIGINT NOT NULL,
    unique_requests        BIGINT NOT NULL,
    PRIMARY KEY (institution_id, month, journal_id, article_id, access_type, method, yop)
) PARTITION BY RANGE (month);

CREATE INDEX usage_month_counts_of_article ON usage_month_counts (article_id, institution_id, month);

CREATE TABLE usage_month_counts_others PARTITION OF usage_month_counts DEFAULT;

DO $$
DECLARE
    counted INTEGER;
BEGIN
    FOR counted IN SELECT DISTINCT month FROM usage_month_counts_before ORDER BY month LOOP
        EXECUTE format('CREATE TABLE usage_month_counts_%s PARTITION OF usage_month_counts FOR VALUES FROM (%s) TO (%s)', counted, counted, counted + 1);
    END LOOP;
END
$$;

INSERT INTO usage_month_counts SELECT institution_id, month, journal_id, article_id, access_type, method, yop, searches, no_license, limit_exceeded, investigations, requests, unique_investigations, unique_requests FROM usage_month_counts_before;
DROP TABLE usage_month_counts_before;
