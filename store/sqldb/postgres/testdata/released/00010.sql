SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.count_bought() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF new.refunded_at = 0 THEN
        UPDATE users SET bought = bought + 1 WHERE id = new.user_id;
        INSERT INTO owned_counts AS c (user_id, series_id, price, n)
            SELECT new.user_id, series_id, price, 1 FROM movies
            WHERE id = new.movie_id AND shelf = 'published' AND series_id IS NOT NULL
            ON CONFLICT (user_id, series_id, price) DO UPDATE SET n = c.n + 1;
        RETURN NULL;
    END IF;
    UPDATE users SET bought = bought - 1 WHERE id = new.user_id;
    UPDATE owned_counts c SET n = n - 1 FROM movies m
        WHERE m.id = new.movie_id AND m.shelf = 'published' AND c.user_id = new.user_id AND c.series_id = m.series_id AND c.price = m.price;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.count_episodes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND old.shelf = 'published' AND old.series_id IS NOT NULL THEN
        UPDATE series_counts SET n = n - 1 WHERE series_id = old.series_id AND season = old.season AND price = old.price;
        DELETE FROM series_counts WHERE series_id = old.series_id AND season = old.season AND price = old.price AND n = 0;
    END IF;
    IF new.shelf = 'published' AND new.series_id IS NOT NULL THEN
        INSERT INTO series_counts AS c (series_id, season, price, n) VALUES (new.series_id, new.season, new.price, 1)
            ON CONFLICT (series_id, season, price) DO UPDATE SET n = c.n + 1;
    END IF;
    UPDATE series s SET
        episodes = coalesce((SELECT sum(n) FROM series_counts c WHERE c.series_id = s.id), 0),
        seasons = (SELECT count(DISTINCT season) FROM series_counts c WHERE c.series_id = s.id AND season > 0),
        price = coalesce((SELECT sum(n * c.price) FROM series_counts c WHERE c.series_id = s.id), s.price),
        newest = coalesce((SELECT max(pos) FROM movies WHERE shelf = 'published' AND series_id = s.id), newest)
        WHERE id = new.series_id OR TG_OP = 'UPDATE' AND id = old.series_id;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.count_list() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE list_parts SET n = n + TG_ARGV[1]::bigint WHERE list = TG_ARGV[0] AND part = pg_backend_pid() % 256;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.count_movie() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND old.shelf = 'published' THEN
        UPDATE movie_counts SET n = n - 1 WHERE free = old.free;
        UPDATE library_counts SET n = n - 1 WHERE old.series_id IS NULL AND series = 0 AND free = old.free;
    END IF;
    IF new.shelf = 'published' THEN
        UPDATE movie_counts SET n = n + 1 WHERE free = new.free;
        UPDATE library_counts SET n = n + 1 WHERE new.series_id IS NULL AND series = 0 AND free = new.free;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.count_owned() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF old.shelf = 'published' AND old.series_id IS NOT NULL THEN
        UPDATE owned_counts SET n = n - 1 WHERE series_id = old.series_id AND price = old.price
            AND user_id IN (SELECT user_id FROM purchases WHERE movie_id = old.id AND refunded_at = 0);
    END IF;
    IF new.shelf = 'published' AND new.series_id IS NOT NULL THEN
        INSERT INTO owned_counts AS c (user_id, series_id, price, n)
            SELECT user_id, new.series_id, new.price, 1 FROM purchases WHERE movie_id = new.id AND refunded_at = 0
            ON CONFLICT (user_id, series_id, price) DO UPDATE SET n = c.n + 1;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.count_series() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE library_counts SET n = n - 1 WHERE old.episodes > 0 AND series = 1 AND free = old.free;
    UPDATE library_counts SET n = n + 1 WHERE new.episodes > 0 AND series = 1 AND free = new.free;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.in_buckets(buckets text[], words text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT COST 1000 PARALLEL SAFE
    RETURN array_to_tsvector(ARRAY(SELECT (b.b || w.w) FROM unnest(in_buckets.buckets) b(b), unnest(in_buckets.words) w(w)));
CREATE FUNCTION public.instr(whole text, part text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN strpos(whole, part);
CREATE FUNCTION public.stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_changes (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    detail text NOT NULL COLLATE pg_catalog."C",
    made_by text NOT NULL COLLATE pg_catalog."C",
    made_at bigint NOT NULL,
    told_at bigint NOT NULL
);
ALTER TABLE public.account_changes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit (
    id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    addr text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    detail text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.batches (
    id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    amount bigint NOT NULL,
    plan text NOT NULL COLLATE pg_catalog."C",
    days bigint NOT NULL,
    count bigint NOT NULL,
    made_by text NOT NULL COLLATE pg_catalog."C",
    made_at bigint NOT NULL,
    CONSTRAINT batches_amount_check CHECK ((amount >= 0)),
    CONSTRAINT batches_count_check CHECK ((count > 0)),
    CONSTRAINT batches_days_check CHECK ((days >= 0)),
    CONSTRAINT batches_kind_check CHECK ((kind = ANY (ARRAY['codes'::text, 'invitations'::text])))
);
ALTER TABLE public.batches ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.batches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.codes (
    hash text NOT NULL COLLATE pg_catalog."C",
    amount bigint NOT NULL,
    made_by text NOT NULL COLLATE pg_catalog."C",
    made_at bigint NOT NULL,
    used_by bigint,
    used_at bigint NOT NULL,
    batch_id bigint,
    voided_at bigint DEFAULT 0 NOT NULL,
    CONSTRAINT codes_amount_check CHECK ((amount > 0))
);
CREATE TABLE public.covers (
    id bigint NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    added_by text NOT NULL COLLATE pg_catalog."C",
    added_at bigint NOT NULL
);
ALTER TABLE public.covers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.covers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.download_records (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    movie_id bigint NOT NULL,
    purchase_id bigint,
    requested_at bigint NOT NULL,
    ready_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    wait bigint NOT NULL,
    ended_at bigint NOT NULL,
    ended_by text NOT NULL COLLATE pg_catalog."C",
    sent bigint NOT NULL,
    complete bigint NOT NULL,
    cover bytea,
    CONSTRAINT download_records_complete_check CHECK ((complete = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT download_records_wait_check CHECK ((wait >= 0))
);
ALTER TABLE public.download_records ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.download_records_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.events (
    id bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE public.events ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.goose_lock (
    lock_id bigint NOT NULL,
    locked boolean DEFAULT false NOT NULL,
    locked_at timestamp with time zone,
    locked_by text,
    lease_expires_at timestamp with time zone,
    updated_at timestamp with time zone
);
CREATE TABLE public.postings (
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    user_id bigint,
    till text COLLATE pg_catalog."C",
    amount bigint NOT NULL,
    balance bigint NOT NULL,
    CONSTRAINT postings_check CHECK (((user_id IS NULL) <> (till IS NULL))),
    CONSTRAINT postings_till_check CHECK ((till = ANY (ARRAY['codes'::text, 'credits'::text, 'movies'::text, 'vip'::text, 'operator'::text, 'promotions'::text])))
);
CREATE VIEW public.house_accounts AS
 SELECT h.till,
    (COALESCE(sum(p.amount), (0)::numeric))::bigint AS balance
   FROM (( VALUES ('codes'::text), ('credits'::text), ('movies'::text), ('vip'::text), ('operator'::text), ('promotions'::text)) h(till)
     LEFT JOIN public.postings p ON ((p.till = h.till)))
  GROUP BY h.till;
CREATE TABLE public.import_files (
    id bigint NOT NULL,
    import_id bigint NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    modified bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    movie_id bigint NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    refusal text NOT NULL COLLATE pg_catalog."C",
    beside text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE public.import_files ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.import_files_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports (
    id bigint NOT NULL,
    folder text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    free bigint NOT NULL,
    price bigint NOT NULL,
    watch bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    cancel bigint NOT NULL,
    heard_at bigint NOT NULL,
    problem text NOT NULL COLLATE pg_catalog."C",
    files bigint NOT NULL,
    files_done bigint NOT NULL,
    bytes bigint NOT NULL,
    bytes_done bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    run bigint DEFAULT 0 NOT NULL
);
ALTER TABLE public.imports ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.incoming (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    done bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    sha256 text NOT NULL COLLATE pg_catalog."C",
    sampled_md5 text NOT NULL COLLATE pg_catalog."C",
    media_type text NOT NULL COLLATE pg_catalog."C",
    ext text NOT NULL COLLATE pg_catalog."C",
    duration bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    video_codec text NOT NULL COLLATE pg_catalog."C",
    audio_codec text NOT NULL COLLATE pg_catalog."C",
    duplicate_of bigint NOT NULL,
    problem text NOT NULL COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C",
    updated_at bigint NOT NULL,
    streams text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    modified_at bigint DEFAULT 0 NOT NULL,
    generation bigint DEFAULT 0 NOT NULL,
    folder text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    said text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    edited text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    tracks text COLLATE pg_catalog."C",
    kept_as text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT incoming_streams_check CHECK ((streams = ANY (ARRAY[''::text, 'yes'::text, 'no'::text])))
);
CREATE TABLE public.incoming_folders (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    folder text NOT NULL COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C",
    updated_at bigint NOT NULL,
    modified_at bigint NOT NULL
);
ALTER TABLE public.incoming_folders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incoming_folders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.incoming ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incoming_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.invitations (
    hash text NOT NULL COLLATE pg_catalog."C",
    batch_id bigint NOT NULL,
    used_by bigint,
    used_at bigint NOT NULL,
    voided_at bigint NOT NULL,
    entry_id bigint
);
CREATE TABLE public.last_visits (
    user_id bigint NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.ledger_entries (
    id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    movie_id bigint,
    reverses bigint,
    note text NOT NULL COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL
);
ALTER TABLE public.ledger_entries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.library (
    id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.library_counts (
    series bigint NOT NULL,
    free bigint NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT library_counts_free_check CHECK ((free = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT library_counts_n_check CHECK ((n >= 0)),
    CONSTRAINT library_counts_series_check CHECK ((series = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);
CREATE TABLE public.library_time (
    one integer NOT NULL,
    "offset" bigint NOT NULL,
    epoch bigint NOT NULL,
    CONSTRAINT library_time_one_check CHECK ((one = 1))
);
CREATE TABLE public.list_parts (
    list text NOT NULL COLLATE pg_catalog."C",
    part bigint NOT NULL,
    n bigint NOT NULL
)
WITH (fillfactor='30');
CREATE VIEW public.list_counts AS
 SELECT list_parts.list,
    (sum(list_parts.n))::bigint AS n
   FROM public.list_parts
  GROUP BY list_parts.list;
CREATE TABLE public.movie_about (
    movie_id bigint NOT NULL,
    about text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.movie_counts (
    free bigint NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT movie_counts_free_check CHECK ((free = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT movie_counts_n_check CHECK ((n >= 0))
);
CREATE TABLE public.movie_index (
    version bigint NOT NULL,
    upto bigint NOT NULL
);
CREATE TABLE public.movie_marks (
    movie_id bigint NOT NULL,
    user_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL,
    CONSTRAINT movie_marks_kind_check CHECK ((kind = ANY (ARRAY['favourite'::text, 'later'::text, 'seen'::text])))
);
CREATE TABLE public.movie_words (
    movie_id bigint NOT NULL,
    price bigint NOT NULL,
    title_key text NOT NULL COLLATE pg_catalog."C",
    buckets text[] NOT NULL COLLATE pg_catalog."C",
    words text[] NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.movies (
    id bigint NOT NULL,
    pos bigint GENERATED ALWAYS AS (id) STORED NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    title_key text NOT NULL COLLATE pg_catalog."C",
    slug text NOT NULL COLLATE pg_catalog."C",
    free bigint NOT NULL,
    price bigint NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    sampled_md5 text NOT NULL COLLATE pg_catalog."C",
    media_type text NOT NULL COLLATE pg_catalog."C",
    ext text NOT NULL COLLATE pg_catalog."C",
    duration bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    video_codec text NOT NULL COLLATE pg_catalog."C",
    audio_codec text NOT NULL COLLATE pg_catalog."C",
    uploaded_by text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    shelf text NOT NULL COLLATE pg_catalog."C",
    purging bigint NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    title_place bigint DEFAULT 0 NOT NULL,
    missing_since bigint DEFAULT 0 NOT NULL,
    streams text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    year bigint DEFAULT 0 NOT NULL,
    tags text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    series_id bigint,
    season bigint DEFAULT 0 NOT NULL,
    episode bigint DEFAULT 0 NOT NULL,
    episode_end bigint DEFAULT 0 NOT NULL,
    cover bigint DEFAULT 0 NOT NULL,
    link_modified bigint DEFAULT 0 NOT NULL,
    link_changed bigint DEFAULT 0 NOT NULL,
    tracks text COLLATE pg_catalog."C",
    vip_free bigint DEFAULT 0 NOT NULL,
    CONSTRAINT movies_check CHECK (((free = 1) = (price = 0))),
    CONSTRAINT movies_check1 CHECK (((vip_free = ANY (ARRAY[(0)::bigint, (1)::bigint])) AND ((vip_free = 0) OR (free = 0)))),
    CONSTRAINT movies_free_check CHECK ((free = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT movies_price_check CHECK ((price >= 0)),
    CONSTRAINT movies_purging_check CHECK ((purging = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT movies_shelf_check CHECK ((shelf = ANY (ARRAY['published'::text, 'deleted'::text, 'taken_down'::text, 'purged'::text]))),
    CONSTRAINT movies_streams_check CHECK ((streams = ANY (ARRAY[''::text, 'yes'::text, 'no'::text])))
);
ALTER TABLE public.movies ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.movies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notice_reads (
    user_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    read_at bigint NOT NULL
);
CREATE TABLE public.notices (
    id bigint NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    content text NOT NULL COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    withdrawn_at bigint NOT NULL
);
ALTER TABLE public.notices ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.owned_counts (
    user_id bigint NOT NULL,
    series_id bigint NOT NULL,
    price bigint NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT owned_counts_n_check CHECK ((n >= 0))
);
ALTER TABLE public.postings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.postings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.preferences (
    user_id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.price_buckets (
    price bigint NOT NULL,
    part bigint NOT NULL
);
CREATE TABLE public.purchases (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    movie_id bigint NOT NULL,
    paid bigint NOT NULL,
    entry_id bigint,
    bought_at bigint NOT NULL,
    refunded_at bigint NOT NULL,
    refund_entry_id bigint,
    CONSTRAINT purchases_paid_check CHECK ((paid >= 0))
);
ALTER TABLE public.purchases ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.purchases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.records (
    kind text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    until bigint NOT NULL
);
CREATE TABLE public.running (
    server text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    account bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.series (
    id bigint NOT NULL,
    pos bigint GENERATED ALWAYS AS (id) STORED NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    title_key text NOT NULL COLLATE pg_catalog."C",
    fold text NOT NULL COLLATE pg_catalog."C",
    slug text NOT NULL COLLATE pg_catalog."C",
    year bigint NOT NULL,
    tags text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    episodes bigint DEFAULT 0 NOT NULL,
    seasons bigint DEFAULT 0 NOT NULL,
    price bigint DEFAULT 0 NOT NULL,
    newest bigint DEFAULT 0 NOT NULL,
    title_place bigint DEFAULT 0 NOT NULL,
    about text NOT NULL COLLATE pg_catalog."C",
    free bigint GENERATED ALWAYS AS (
CASE price
    WHEN 0 THEN 1
    ELSE 0
END) STORED NOT NULL,
    cover bigint DEFAULT 0 NOT NULL,
    CONSTRAINT series_episodes_check CHECK ((episodes >= 0))
);
CREATE TABLE public.series_counts (
    series_id bigint NOT NULL,
    season bigint NOT NULL,
    price bigint NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT series_counts_n_check CHECK ((n >= 0))
);
CREATE TABLE public.series_follows (
    user_id bigint NOT NULL,
    series_id bigint NOT NULL,
    following bigint NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT series_follows_following_check CHECK ((following = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);
ALTER TABLE public.series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.series_words (
    pos bigint NOT NULL,
    newest bigint NOT NULL,
    price bigint NOT NULL,
    free bigint NOT NULL,
    title_key text NOT NULL COLLATE pg_catalog."C",
    buckets text[] NOT NULL COLLATE pg_catalog."C",
    words text[] NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.servers (
    server text NOT NULL COLLATE pg_catalog."C",
    beats bigint NOT NULL,
    version bigint NOT NULL,
    expected bigint NOT NULL
);
CREATE TABLE public.subtitles (
    id bigint NOT NULL,
    movie_id bigint NOT NULL,
    language text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    format text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    added_by text NOT NULL COLLATE pg_catalog."C",
    added_at bigint NOT NULL,
    CONSTRAINT subtitles_format_check CHECK ((format = ANY (ARRAY['srt'::text, 'ass'::text, 'ssa'::text, 'vtt'::text]))),
    CONSTRAINT subtitles_kind_check CHECK ((kind = ANY (ARRAY[''::text, 'forced'::text, 'sdh'::text])))
);
ALTER TABLE public.subtitles ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subtitles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tags (
    fold text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.user_keys (
    fingerprint text NOT NULL COLLATE pg_catalog."C",
    user_id bigint NOT NULL,
    line text NOT NULL COLLATE pg_catalog."C",
    comment text NOT NULL COLLATE pg_catalog."C",
    added_at bigint NOT NULL
);
CREATE TABLE public.users (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    fold text NOT NULL COLLATE pg_catalog."C",
    hash text NOT NULL COLLATE pg_catalog."C",
    stamp bigint NOT NULL,
    locked bigint NOT NULL,
    vip_until bigint NOT NULL,
    balance bigint NOT NULL,
    language text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    bought bigint DEFAULT 0 NOT NULL,
    balance_down bigint GENERATED ALWAYS AS ((- balance)) STORED NOT NULL,
    bought_down bigint GENERATED ALWAYS AS ((- bought)) STORED NOT NULL,
    locked_down bigint GENERATED ALWAYS AS ((- locked)) STORED NOT NULL,
    vip_down bigint GENERATED ALWAYS AS ((- vip_until)) STORED NOT NULL,
    removed_at bigint DEFAULT 0 NOT NULL,
    was text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT users_balance_check CHECK ((balance >= 0)),
    CONSTRAINT users_bought_check CHECK ((bought >= 0)),
    CONSTRAINT users_locked_check CHECK ((locked = ANY (ARRAY[(0)::bigint, (1)::bigint])))
)
WITH (fillfactor='60');
ALTER TABLE public.users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.audit VALUES (1, 1796056586258793, 'alice', 'guest', 'register', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'key SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o');
INSERT INTO public.audit VALUES (2, 1796056586326417, 'youku', 'admin', 'credit', 'alice', '', '', '¥100.00 thanks');
INSERT INTO public.audit VALUES (3, 1796056586344978, 'youku', 'admin', 'upload', '0.mp4', '', '', '');
INSERT INTO public.audit VALUES (4, 1796056586368443, 'youku', 'admin', 'publish', '城南旧事', '', '', 'movie 1, ¥0.00');
INSERT INTO public.audit VALUES (5, 1796056586428050, 'youku', 'admin', 'upload', '1.mp4', '', '', '');
INSERT INTO public.audit VALUES (6, 1796056586431440, 'youku', 'admin', 'publish', '流浪地球 The Wandering Earth', '', '', 'movie 2, ¥20.00');
INSERT INTO public.audit VALUES (7, 1796056586455780, 'alice', 'user', 'buy', '流浪地球 The Wandering Earth', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 2, paid ¥20.00');
INSERT INTO public.audit VALUES (8, 1796056586475862, 'youku', 'admin', 'upload', '2.mp4', '', '', '');
INSERT INTO public.audit VALUES (9, 1796056586481618, 'youku', 'admin', 'publish', 'Taken down', '', '', 'movie 3, ¥10.00');
INSERT INTO public.audit VALUES (10, 1796056586496585, 'alice', 'user', 'buy', 'Taken down', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 3, paid ¥10.00');
INSERT INTO public.audit VALUES (11, 1796056586519496, 'youku', 'admin', 'upload', '3.mp4', '', '', '');
INSERT INTO public.audit VALUES (12, 1796056586523952, 'youku', 'admin', 'publish', '启程', '', '', 'movie 4, ¥0.00');
INSERT INTO public.audit VALUES (13, 1796056586597356, 'youku', 'admin', 'takedown', 'Taken down', '', '', 'movie 3, 1 to refund');
INSERT INTO public.audit VALUES (14, 1796056586619089, 'youku', 'admin', 'takedown refund', '', '', '', '1 buyers, ¥10.00');
INSERT INTO public.audit VALUES (15, 1796056586627663, 'youku', 'admin', 'post', '停机', '', '', 'notice 1');
INSERT INTO public.download_records VALUES (1, 1, 1, NULL, 1796056586416640, 1796056616416640, 1796143016416640, 30000000, 0, '', 0, 0, NULL);
INSERT INTO public.download_records VALUES (2, 1, 2, 1, 1796056586467419, 1796056646416640, 0, 30000000, 0, '', 0, 0, NULL);
INSERT INTO public.download_records VALUES (4, 1, 4, NULL, 1796056586564304, 1796056706416640, 1796143106416640, 30000000, 0, '', 0, 0, NULL);
INSERT INTO public.download_records VALUES (3, 1, 3, 2, 1796056586511837, 1796056676416640, 0, 30000000, 1796056586596788, 'takedown', 0, 0, NULL);
INSERT INTO public.events VALUES (1, '{"kind":"record","key":"all","name":"rules"}');
INSERT INTO public.events VALUES (2, '{"kind":"admins","topics":32}');
INSERT INTO public.events VALUES (3, '{"kind":"account","topics":4,"account":1}');
INSERT INTO public.events VALUES (4, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (5, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (6, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (7, '{"kind":"all","topics":1}');
INSERT INTO public.events VALUES (8, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (9, '{"kind":"account","topics":8,"account":1}');
INSERT INTO public.events VALUES (10, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (11, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (12, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (13, '{"kind":"all","topics":1}');
INSERT INTO public.events VALUES (14, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (15, '{"kind":"account","topics":13,"account":1}');
INSERT INTO public.events VALUES (16, '{"kind":"account","topics":8,"account":1}');
INSERT INTO public.events VALUES (17, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (18, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (19, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (20, '{"kind":"all","topics":1}');
INSERT INTO public.events VALUES (21, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (22, '{"kind":"account","topics":13,"account":1}');
INSERT INTO public.events VALUES (23, '{"kind":"account","topics":8,"account":1}');
INSERT INTO public.events VALUES (24, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (25, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (26, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (27, '{"kind":"all","topics":1}');
INSERT INTO public.events VALUES (28, '{"kind":"admins","topics":64}');
INSERT INTO public.events VALUES (29, '{"kind":"account","topics":8,"account":1}');
INSERT INTO public.events VALUES (30, '{"kind":"cut_movie","movie":3,"cause":"cut_off"}');
INSERT INTO public.events VALUES (31, '{"kind":"account","topics":8,"account":1}');
INSERT INTO public.events VALUES (32, '{"kind":"all","topics":1}');
INSERT INTO public.events VALUES (33, '{"kind":"account","topics":12,"account":1}');
INSERT INTO public.events VALUES (34, '{"kind":"all","topics":2}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-30 16:36:24.822295');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-30 16:36:24.950209');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-30 16:36:25.493701');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-30 16:36:25.513089');
INSERT INTO public.goose_db_version VALUES (5, 5, true, '2026-11-30 16:36:25.520708');
INSERT INTO public.goose_db_version VALUES (6, 6, true, '2026-11-30 16:36:25.522041');
INSERT INTO public.goose_db_version VALUES (7, 7, true, '2026-11-30 16:36:25.546342');
INSERT INTO public.goose_db_version VALUES (8, 8, true, '2026-11-30 16:36:25.554593');
INSERT INTO public.goose_db_version VALUES (9, 9, true, '2026-11-30 16:36:25.601958');
INSERT INTO public.goose_db_version VALUES (10, 10, true, '2026-11-30 16:36:25.652506');
INSERT INTO public.goose_lock VALUES (4097083626, false, NULL, NULL, NULL, '2026-11-30 16:36:25.713267+00');
INSERT INTO public.ledger_entries VALUES (1, 'credit', NULL, NULL, 'thanks', 'youku', 1796056586312368);
INSERT INTO public.ledger_entries VALUES (2, 'buy', 2, NULL, '', 'alice', 1796056586451716);
INSERT INTO public.ledger_entries VALUES (3, 'buy', 3, NULL, '', 'alice', 1796056586495831);
INSERT INTO public.ledger_entries VALUES (4, 'refund', 3, 3, '', 'youku', 1796056586602971);
INSERT INTO public.library VALUES ('f05b70f3f391455ebf55edb339c0f98a');
INSERT INTO public.library_counts VALUES (1, 0, 0);
INSERT INTO public.library_counts VALUES (0, 1, 1);
INSERT INTO public.library_counts VALUES (1, 1, 1);
INSERT INTO public.library_counts VALUES (0, 0, 1);
INSERT INTO public.library_time VALUES (1, 0, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 0, 0);
INSERT INTO public.list_parts VALUES ('users', 0, 0);
INSERT INTO public.list_parts VALUES ('audit', 0, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 1, 0);
INSERT INTO public.list_parts VALUES ('users', 1, 0);
INSERT INTO public.list_parts VALUES ('audit', 1, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 2, 0);
INSERT INTO public.list_parts VALUES ('users', 2, 0);
INSERT INTO public.list_parts VALUES ('audit', 2, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 3, 0);
INSERT INTO public.list_parts VALUES ('users', 3, 0);
INSERT INTO public.list_parts VALUES ('audit', 3, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 4, 0);
INSERT INTO public.list_parts VALUES ('users', 4, 0);
INSERT INTO public.list_parts VALUES ('audit', 4, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 5, 0);
INSERT INTO public.list_parts VALUES ('users', 5, 0);
INSERT INTO public.list_parts VALUES ('audit', 5, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 6, 0);
INSERT INTO public.list_parts VALUES ('users', 6, 0);
INSERT INTO public.list_parts VALUES ('audit', 6, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 7, 0);
INSERT INTO public.list_parts VALUES ('users', 7, 0);
INSERT INTO public.list_parts VALUES ('audit', 7, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 8, 0);
INSERT INTO public.list_parts VALUES ('users', 8, 0);
INSERT INTO public.list_parts VALUES ('audit', 8, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 9, 0);
INSERT INTO public.list_parts VALUES ('users', 9, 0);
INSERT INTO public.list_parts VALUES ('audit', 9, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 10, 0);
INSERT INTO public.list_parts VALUES ('users', 10, 0);
INSERT INTO public.list_parts VALUES ('audit', 10, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 11, 0);
INSERT INTO public.list_parts VALUES ('users', 11, 0);
INSERT INTO public.list_parts VALUES ('audit', 11, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 12, 0);
INSERT INTO public.list_parts VALUES ('users', 12, 0);
INSERT INTO public.list_parts VALUES ('audit', 12, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 13, 0);
INSERT INTO public.list_parts VALUES ('users', 13, 0);
INSERT INTO public.list_parts VALUES ('audit', 13, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 14, 0);
INSERT INTO public.list_parts VALUES ('users', 14, 0);
INSERT INTO public.list_parts VALUES ('audit', 14, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 15, 0);
INSERT INTO public.list_parts VALUES ('users', 15, 0);
INSERT INTO public.list_parts VALUES ('audit', 15, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 16, 0);
INSERT INTO public.list_parts VALUES ('users', 16, 0);
INSERT INTO public.list_parts VALUES ('audit', 16, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 17, 0);
INSERT INTO public.list_parts VALUES ('users', 17, 0);
INSERT INTO public.list_parts VALUES ('audit', 17, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 18, 0);
INSERT INTO public.list_parts VALUES ('users', 18, 0);
INSERT INTO public.list_parts VALUES ('audit', 18, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 19, 0);
INSERT INTO public.list_parts VALUES ('users', 19, 0);
INSERT INTO public.list_parts VALUES ('audit', 19, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 20, 0);
INSERT INTO public.list_parts VALUES ('users', 20, 0);
INSERT INTO public.list_parts VALUES ('audit', 20, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 21, 0);
INSERT INTO public.list_parts VALUES ('users', 21, 0);
INSERT INTO public.list_parts VALUES ('audit', 21, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 22, 0);
INSERT INTO public.list_parts VALUES ('users', 22, 0);
INSERT INTO public.list_parts VALUES ('audit', 22, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 23, 0);
INSERT INTO public.list_parts VALUES ('users', 23, 0);
INSERT INTO public.list_parts VALUES ('audit', 23, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 24, 0);
INSERT INTO public.list_parts VALUES ('users', 24, 0);
INSERT INTO public.list_parts VALUES ('audit', 24, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 25, 0);
INSERT INTO public.list_parts VALUES ('users', 25, 0);
INSERT INTO public.list_parts VALUES ('audit', 25, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 26, 0);
INSERT INTO public.list_parts VALUES ('users', 26, 0);
INSERT INTO public.list_parts VALUES ('audit', 26, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 27, 0);
INSERT INTO public.list_parts VALUES ('users', 27, 0);
INSERT INTO public.list_parts VALUES ('audit', 27, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 28, 0);
INSERT INTO public.list_parts VALUES ('users', 28, 0);
INSERT INTO public.list_parts VALUES ('audit', 28, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 29, 0);
INSERT INTO public.list_parts VALUES ('users', 29, 0);
INSERT INTO public.list_parts VALUES ('audit', 29, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 30, 0);
INSERT INTO public.list_parts VALUES ('users', 30, 0);
INSERT INTO public.list_parts VALUES ('audit', 30, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 31, 0);
INSERT INTO public.list_parts VALUES ('users', 31, 0);
INSERT INTO public.list_parts VALUES ('audit', 31, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 32, 0);
INSERT INTO public.list_parts VALUES ('users', 32, 0);
INSERT INTO public.list_parts VALUES ('audit', 32, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 33, 0);
INSERT INTO public.list_parts VALUES ('users', 33, 0);
INSERT INTO public.list_parts VALUES ('audit', 33, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 34, 0);
INSERT INTO public.list_parts VALUES ('users', 34, 0);
INSERT INTO public.list_parts VALUES ('audit', 34, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 35, 0);
INSERT INTO public.list_parts VALUES ('users', 35, 0);
INSERT INTO public.list_parts VALUES ('audit', 35, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 36, 0);
INSERT INTO public.list_parts VALUES ('users', 36, 0);
INSERT INTO public.list_parts VALUES ('audit', 36, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 37, 0);
INSERT INTO public.list_parts VALUES ('users', 37, 0);
INSERT INTO public.list_parts VALUES ('audit', 37, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 38, 0);
INSERT INTO public.list_parts VALUES ('users', 38, 0);
INSERT INTO public.list_parts VALUES ('audit', 38, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 39, 0);
INSERT INTO public.list_parts VALUES ('users', 39, 0);
INSERT INTO public.list_parts VALUES ('audit', 39, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 40, 0);
INSERT INTO public.list_parts VALUES ('users', 40, 0);
INSERT INTO public.list_parts VALUES ('audit', 40, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 41, 0);
INSERT INTO public.list_parts VALUES ('users', 41, 0);
INSERT INTO public.list_parts VALUES ('audit', 41, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 42, 0);
INSERT INTO public.list_parts VALUES ('users', 42, 0);
INSERT INTO public.list_parts VALUES ('audit', 42, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 43, 0);
INSERT INTO public.list_parts VALUES ('users', 43, 0);
INSERT INTO public.list_parts VALUES ('audit', 43, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 44, 0);
INSERT INTO public.list_parts VALUES ('users', 44, 0);
INSERT INTO public.list_parts VALUES ('audit', 44, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 45, 0);
INSERT INTO public.list_parts VALUES ('users', 45, 0);
INSERT INTO public.list_parts VALUES ('audit', 45, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 46, 0);
INSERT INTO public.list_parts VALUES ('users', 46, 0);
INSERT INTO public.list_parts VALUES ('audit', 46, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 47, 0);
INSERT INTO public.list_parts VALUES ('users', 47, 0);
INSERT INTO public.list_parts VALUES ('audit', 47, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 48, 0);
INSERT INTO public.list_parts VALUES ('users', 48, 0);
INSERT INTO public.list_parts VALUES ('audit', 48, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 49, 0);
INSERT INTO public.list_parts VALUES ('users', 49, 0);
INSERT INTO public.list_parts VALUES ('audit', 49, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 50, 0);
INSERT INTO public.list_parts VALUES ('users', 50, 0);
INSERT INTO public.list_parts VALUES ('audit', 50, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 51, 0);
INSERT INTO public.list_parts VALUES ('users', 51, 0);
INSERT INTO public.list_parts VALUES ('audit', 51, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 52, 0);
INSERT INTO public.list_parts VALUES ('users', 52, 0);
INSERT INTO public.list_parts VALUES ('audit', 52, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 53, 0);
INSERT INTO public.list_parts VALUES ('users', 53, 0);
INSERT INTO public.list_parts VALUES ('audit', 53, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 54, 0);
INSERT INTO public.list_parts VALUES ('users', 54, 0);
INSERT INTO public.list_parts VALUES ('audit', 54, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 55, 0);
INSERT INTO public.list_parts VALUES ('users', 55, 0);
INSERT INTO public.list_parts VALUES ('audit', 55, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 56, 0);
INSERT INTO public.list_parts VALUES ('users', 56, 0);
INSERT INTO public.list_parts VALUES ('audit', 56, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 57, 0);
INSERT INTO public.list_parts VALUES ('users', 57, 0);
INSERT INTO public.list_parts VALUES ('audit', 57, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 58, 0);
INSERT INTO public.list_parts VALUES ('users', 58, 0);
INSERT INTO public.list_parts VALUES ('audit', 58, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 59, 0);
INSERT INTO public.list_parts VALUES ('users', 59, 0);
INSERT INTO public.list_parts VALUES ('audit', 59, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 60, 0);
INSERT INTO public.list_parts VALUES ('users', 60, 0);
INSERT INTO public.list_parts VALUES ('audit', 60, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 61, 0);
INSERT INTO public.list_parts VALUES ('users', 61, 0);
INSERT INTO public.list_parts VALUES ('audit', 61, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 62, 0);
INSERT INTO public.list_parts VALUES ('users', 62, 0);
INSERT INTO public.list_parts VALUES ('audit', 62, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 63, 0);
INSERT INTO public.list_parts VALUES ('users', 63, 0);
INSERT INTO public.list_parts VALUES ('audit', 63, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 64, 0);
INSERT INTO public.list_parts VALUES ('users', 64, 0);
INSERT INTO public.list_parts VALUES ('audit', 64, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 65, 0);
INSERT INTO public.list_parts VALUES ('users', 65, 0);
INSERT INTO public.list_parts VALUES ('audit', 65, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 66, 0);
INSERT INTO public.list_parts VALUES ('users', 66, 0);
INSERT INTO public.list_parts VALUES ('audit', 66, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 67, 0);
INSERT INTO public.list_parts VALUES ('users', 67, 0);
INSERT INTO public.list_parts VALUES ('audit', 67, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 68, 0);
INSERT INTO public.list_parts VALUES ('users', 68, 0);
INSERT INTO public.list_parts VALUES ('audit', 68, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 69, 0);
INSERT INTO public.list_parts VALUES ('users', 69, 0);
INSERT INTO public.list_parts VALUES ('audit', 69, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 70, 0);
INSERT INTO public.list_parts VALUES ('users', 70, 0);
INSERT INTO public.list_parts VALUES ('audit', 70, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 71, 0);
INSERT INTO public.list_parts VALUES ('users', 71, 0);
INSERT INTO public.list_parts VALUES ('audit', 71, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 72, 0);
INSERT INTO public.list_parts VALUES ('users', 72, 0);
INSERT INTO public.list_parts VALUES ('audit', 72, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 73, 0);
INSERT INTO public.list_parts VALUES ('users', 73, 0);
INSERT INTO public.list_parts VALUES ('audit', 73, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 74, 0);
INSERT INTO public.list_parts VALUES ('users', 74, 0);
INSERT INTO public.list_parts VALUES ('audit', 74, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 75, 0);
INSERT INTO public.list_parts VALUES ('users', 75, 0);
INSERT INTO public.list_parts VALUES ('audit', 75, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 76, 0);
INSERT INTO public.list_parts VALUES ('users', 76, 0);
INSERT INTO public.list_parts VALUES ('audit', 76, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 77, 0);
INSERT INTO public.list_parts VALUES ('users', 77, 0);
INSERT INTO public.list_parts VALUES ('audit', 77, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 78, 0);
INSERT INTO public.list_parts VALUES ('users', 78, 0);
INSERT INTO public.list_parts VALUES ('audit', 78, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 79, 0);
INSERT INTO public.list_parts VALUES ('users', 79, 0);
INSERT INTO public.list_parts VALUES ('audit', 79, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 80, 0);
INSERT INTO public.list_parts VALUES ('users', 80, 0);
INSERT INTO public.list_parts VALUES ('audit', 80, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 81, 0);
INSERT INTO public.list_parts VALUES ('users', 81, 0);
INSERT INTO public.list_parts VALUES ('audit', 81, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 82, 0);
INSERT INTO public.list_parts VALUES ('users', 82, 0);
INSERT INTO public.list_parts VALUES ('audit', 82, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 83, 0);
INSERT INTO public.list_parts VALUES ('users', 83, 0);
INSERT INTO public.list_parts VALUES ('audit', 83, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 84, 0);
INSERT INTO public.list_parts VALUES ('users', 84, 0);
INSERT INTO public.list_parts VALUES ('audit', 84, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 85, 0);
INSERT INTO public.list_parts VALUES ('users', 85, 0);
INSERT INTO public.list_parts VALUES ('audit', 85, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 86, 0);
INSERT INTO public.list_parts VALUES ('users', 86, 0);
INSERT INTO public.list_parts VALUES ('audit', 86, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 87, 0);
INSERT INTO public.list_parts VALUES ('users', 87, 0);
INSERT INTO public.list_parts VALUES ('audit', 87, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 88, 0);
INSERT INTO public.list_parts VALUES ('users', 88, 0);
INSERT INTO public.list_parts VALUES ('audit', 88, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 89, 0);
INSERT INTO public.list_parts VALUES ('users', 89, 0);
INSERT INTO public.list_parts VALUES ('audit', 89, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 90, 0);
INSERT INTO public.list_parts VALUES ('users', 90, 0);
INSERT INTO public.list_parts VALUES ('audit', 90, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 91, 0);
INSERT INTO public.list_parts VALUES ('users', 91, 0);
INSERT INTO public.list_parts VALUES ('audit', 91, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 92, 0);
INSERT INTO public.list_parts VALUES ('users', 92, 0);
INSERT INTO public.list_parts VALUES ('audit', 92, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 93, 0);
INSERT INTO public.list_parts VALUES ('users', 93, 0);
INSERT INTO public.list_parts VALUES ('audit', 93, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 94, 0);
INSERT INTO public.list_parts VALUES ('users', 94, 0);
INSERT INTO public.list_parts VALUES ('audit', 94, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 95, 0);
INSERT INTO public.list_parts VALUES ('users', 95, 0);
INSERT INTO public.list_parts VALUES ('audit', 95, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 96, 0);
INSERT INTO public.list_parts VALUES ('users', 96, 0);
INSERT INTO public.list_parts VALUES ('audit', 96, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 97, 0);
INSERT INTO public.list_parts VALUES ('users', 97, 0);
INSERT INTO public.list_parts VALUES ('audit', 97, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 98, 0);
INSERT INTO public.list_parts VALUES ('users', 98, 0);
INSERT INTO public.list_parts VALUES ('audit', 98, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 99, 0);
INSERT INTO public.list_parts VALUES ('users', 99, 0);
INSERT INTO public.list_parts VALUES ('audit', 99, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 100, 0);
INSERT INTO public.list_parts VALUES ('users', 100, 0);
INSERT INTO public.list_parts VALUES ('audit', 100, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 101, 0);
INSERT INTO public.list_parts VALUES ('users', 101, 0);
INSERT INTO public.list_parts VALUES ('audit', 101, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 102, 0);
INSERT INTO public.list_parts VALUES ('users', 102, 0);
INSERT INTO public.list_parts VALUES ('audit', 102, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 103, 0);
INSERT INTO public.list_parts VALUES ('users', 103, 0);
INSERT INTO public.list_parts VALUES ('audit', 103, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 104, 0);
INSERT INTO public.list_parts VALUES ('users', 104, 0);
INSERT INTO public.list_parts VALUES ('audit', 104, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 105, 0);
INSERT INTO public.list_parts VALUES ('users', 105, 0);
INSERT INTO public.list_parts VALUES ('audit', 105, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 106, 0);
INSERT INTO public.list_parts VALUES ('users', 106, 0);
INSERT INTO public.list_parts VALUES ('audit', 106, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 107, 0);
INSERT INTO public.list_parts VALUES ('users', 107, 0);
INSERT INTO public.list_parts VALUES ('audit', 107, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 108, 0);
INSERT INTO public.list_parts VALUES ('users', 108, 0);
INSERT INTO public.list_parts VALUES ('audit', 108, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 109, 0);
INSERT INTO public.list_parts VALUES ('users', 109, 0);
INSERT INTO public.list_parts VALUES ('audit', 109, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 110, 0);
INSERT INTO public.list_parts VALUES ('users', 110, 0);
INSERT INTO public.list_parts VALUES ('audit', 110, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 111, 0);
INSERT INTO public.list_parts VALUES ('users', 111, 0);
INSERT INTO public.list_parts VALUES ('audit', 111, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 112, 0);
INSERT INTO public.list_parts VALUES ('users', 112, 0);
INSERT INTO public.list_parts VALUES ('audit', 112, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 113, 0);
INSERT INTO public.list_parts VALUES ('users', 113, 0);
INSERT INTO public.list_parts VALUES ('audit', 113, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 114, 0);
INSERT INTO public.list_parts VALUES ('users', 114, 0);
INSERT INTO public.list_parts VALUES ('audit', 114, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 115, 0);
INSERT INTO public.list_parts VALUES ('users', 115, 0);
INSERT INTO public.list_parts VALUES ('audit', 115, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 116, 0);
INSERT INTO public.list_parts VALUES ('users', 116, 0);
INSERT INTO public.list_parts VALUES ('audit', 116, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 117, 0);
INSERT INTO public.list_parts VALUES ('users', 117, 0);
INSERT INTO public.list_parts VALUES ('audit', 117, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 118, 0);
INSERT INTO public.list_parts VALUES ('users', 118, 0);
INSERT INTO public.list_parts VALUES ('audit', 118, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 119, 0);
INSERT INTO public.list_parts VALUES ('users', 119, 0);
INSERT INTO public.list_parts VALUES ('audit', 119, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 120, 0);
INSERT INTO public.list_parts VALUES ('users', 120, 0);
INSERT INTO public.list_parts VALUES ('audit', 120, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 121, 0);
INSERT INTO public.list_parts VALUES ('users', 121, 0);
INSERT INTO public.list_parts VALUES ('audit', 121, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 122, 0);
INSERT INTO public.list_parts VALUES ('users', 122, 0);
INSERT INTO public.list_parts VALUES ('audit', 122, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 123, 0);
INSERT INTO public.list_parts VALUES ('users', 123, 0);
INSERT INTO public.list_parts VALUES ('audit', 123, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 124, 0);
INSERT INTO public.list_parts VALUES ('users', 124, 0);
INSERT INTO public.list_parts VALUES ('audit', 124, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 125, 0);
INSERT INTO public.list_parts VALUES ('users', 125, 0);
INSERT INTO public.list_parts VALUES ('audit', 125, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 126, 0);
INSERT INTO public.list_parts VALUES ('users', 126, 0);
INSERT INTO public.list_parts VALUES ('audit', 126, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 127, 0);
INSERT INTO public.list_parts VALUES ('users', 127, 0);
INSERT INTO public.list_parts VALUES ('audit', 127, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 128, 0);
INSERT INTO public.list_parts VALUES ('users', 128, 0);
INSERT INTO public.list_parts VALUES ('audit', 128, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 129, 0);
INSERT INTO public.list_parts VALUES ('users', 129, 0);
INSERT INTO public.list_parts VALUES ('audit', 129, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 130, 0);
INSERT INTO public.list_parts VALUES ('users', 130, 0);
INSERT INTO public.list_parts VALUES ('audit', 130, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 131, 0);
INSERT INTO public.list_parts VALUES ('users', 131, 0);
INSERT INTO public.list_parts VALUES ('audit', 131, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 132, 0);
INSERT INTO public.list_parts VALUES ('users', 132, 0);
INSERT INTO public.list_parts VALUES ('audit', 132, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 133, 0);
INSERT INTO public.list_parts VALUES ('users', 133, 0);
INSERT INTO public.list_parts VALUES ('audit', 133, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 134, 0);
INSERT INTO public.list_parts VALUES ('users', 134, 0);
INSERT INTO public.list_parts VALUES ('audit', 134, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 135, 0);
INSERT INTO public.list_parts VALUES ('users', 135, 0);
INSERT INTO public.list_parts VALUES ('audit', 135, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 136, 0);
INSERT INTO public.list_parts VALUES ('users', 136, 0);
INSERT INTO public.list_parts VALUES ('audit', 136, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 137, 0);
INSERT INTO public.list_parts VALUES ('users', 137, 0);
INSERT INTO public.list_parts VALUES ('audit', 137, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 138, 0);
INSERT INTO public.list_parts VALUES ('users', 138, 0);
INSERT INTO public.list_parts VALUES ('audit', 138, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 139, 0);
INSERT INTO public.list_parts VALUES ('users', 139, 0);
INSERT INTO public.list_parts VALUES ('audit', 139, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 140, 0);
INSERT INTO public.list_parts VALUES ('users', 140, 0);
INSERT INTO public.list_parts VALUES ('audit', 140, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 141, 0);
INSERT INTO public.list_parts VALUES ('users', 141, 0);
INSERT INTO public.list_parts VALUES ('audit', 141, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 142, 0);
INSERT INTO public.list_parts VALUES ('users', 142, 0);
INSERT INTO public.list_parts VALUES ('audit', 142, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 143, 0);
INSERT INTO public.list_parts VALUES ('users', 143, 0);
INSERT INTO public.list_parts VALUES ('audit', 143, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 144, 0);
INSERT INTO public.list_parts VALUES ('users', 144, 0);
INSERT INTO public.list_parts VALUES ('audit', 144, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 145, 0);
INSERT INTO public.list_parts VALUES ('users', 145, 0);
INSERT INTO public.list_parts VALUES ('audit', 145, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 146, 0);
INSERT INTO public.list_parts VALUES ('users', 146, 0);
INSERT INTO public.list_parts VALUES ('audit', 146, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 147, 0);
INSERT INTO public.list_parts VALUES ('users', 147, 0);
INSERT INTO public.list_parts VALUES ('audit', 147, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 148, 0);
INSERT INTO public.list_parts VALUES ('users', 148, 0);
INSERT INTO public.list_parts VALUES ('audit', 148, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 149, 0);
INSERT INTO public.list_parts VALUES ('users', 149, 0);
INSERT INTO public.list_parts VALUES ('audit', 149, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 150, 0);
INSERT INTO public.list_parts VALUES ('users', 150, 0);
INSERT INTO public.list_parts VALUES ('audit', 150, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 151, 0);
INSERT INTO public.list_parts VALUES ('users', 151, 0);
INSERT INTO public.list_parts VALUES ('audit', 151, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 152, 0);
INSERT INTO public.list_parts VALUES ('users', 152, 0);
INSERT INTO public.list_parts VALUES ('audit', 152, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 153, 0);
INSERT INTO public.list_parts VALUES ('users', 153, 0);
INSERT INTO public.list_parts VALUES ('audit', 153, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 154, 0);
INSERT INTO public.list_parts VALUES ('users', 154, 0);
INSERT INTO public.list_parts VALUES ('audit', 154, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 155, 0);
INSERT INTO public.list_parts VALUES ('users', 155, 0);
INSERT INTO public.list_parts VALUES ('audit', 155, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 156, 0);
INSERT INTO public.list_parts VALUES ('users', 156, 0);
INSERT INTO public.list_parts VALUES ('audit', 156, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 157, 0);
INSERT INTO public.list_parts VALUES ('users', 157, 0);
INSERT INTO public.list_parts VALUES ('audit', 157, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 158, 0);
INSERT INTO public.list_parts VALUES ('users', 158, 0);
INSERT INTO public.list_parts VALUES ('audit', 158, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 159, 0);
INSERT INTO public.list_parts VALUES ('users', 159, 0);
INSERT INTO public.list_parts VALUES ('audit', 159, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 160, 0);
INSERT INTO public.list_parts VALUES ('users', 160, 0);
INSERT INTO public.list_parts VALUES ('audit', 160, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 161, 0);
INSERT INTO public.list_parts VALUES ('users', 161, 0);
INSERT INTO public.list_parts VALUES ('audit', 161, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 162, 0);
INSERT INTO public.list_parts VALUES ('users', 162, 0);
INSERT INTO public.list_parts VALUES ('audit', 162, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 163, 0);
INSERT INTO public.list_parts VALUES ('users', 163, 0);
INSERT INTO public.list_parts VALUES ('audit', 163, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 164, 0);
INSERT INTO public.list_parts VALUES ('users', 164, 0);
INSERT INTO public.list_parts VALUES ('audit', 164, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 165, 0);
INSERT INTO public.list_parts VALUES ('users', 165, 0);
INSERT INTO public.list_parts VALUES ('audit', 165, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 166, 0);
INSERT INTO public.list_parts VALUES ('users', 166, 0);
INSERT INTO public.list_parts VALUES ('audit', 166, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 167, 0);
INSERT INTO public.list_parts VALUES ('users', 167, 0);
INSERT INTO public.list_parts VALUES ('audit', 167, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 168, 0);
INSERT INTO public.list_parts VALUES ('users', 168, 0);
INSERT INTO public.list_parts VALUES ('audit', 168, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 169, 0);
INSERT INTO public.list_parts VALUES ('users', 169, 0);
INSERT INTO public.list_parts VALUES ('audit', 169, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 170, 0);
INSERT INTO public.list_parts VALUES ('users', 170, 0);
INSERT INTO public.list_parts VALUES ('audit', 170, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 171, 0);
INSERT INTO public.list_parts VALUES ('users', 171, 0);
INSERT INTO public.list_parts VALUES ('audit', 171, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 172, 0);
INSERT INTO public.list_parts VALUES ('users', 172, 0);
INSERT INTO public.list_parts VALUES ('audit', 172, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 173, 0);
INSERT INTO public.list_parts VALUES ('users', 173, 0);
INSERT INTO public.list_parts VALUES ('audit', 173, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 174, 0);
INSERT INTO public.list_parts VALUES ('users', 174, 0);
INSERT INTO public.list_parts VALUES ('audit', 174, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 175, 0);
INSERT INTO public.list_parts VALUES ('users', 175, 0);
INSERT INTO public.list_parts VALUES ('audit', 175, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 176, 0);
INSERT INTO public.list_parts VALUES ('users', 176, 0);
INSERT INTO public.list_parts VALUES ('audit', 176, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 177, 0);
INSERT INTO public.list_parts VALUES ('users', 177, 0);
INSERT INTO public.list_parts VALUES ('audit', 177, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 178, 0);
INSERT INTO public.list_parts VALUES ('users', 178, 0);
INSERT INTO public.list_parts VALUES ('audit', 178, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 179, 0);
INSERT INTO public.list_parts VALUES ('users', 179, 0);
INSERT INTO public.list_parts VALUES ('audit', 179, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 180, 0);
INSERT INTO public.list_parts VALUES ('users', 180, 0);
INSERT INTO public.list_parts VALUES ('audit', 180, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 181, 0);
INSERT INTO public.list_parts VALUES ('users', 181, 0);
INSERT INTO public.list_parts VALUES ('audit', 181, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 182, 0);
INSERT INTO public.list_parts VALUES ('users', 182, 0);
INSERT INTO public.list_parts VALUES ('audit', 182, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 183, 0);
INSERT INTO public.list_parts VALUES ('users', 183, 0);
INSERT INTO public.list_parts VALUES ('audit', 183, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 184, 0);
INSERT INTO public.list_parts VALUES ('users', 184, 0);
INSERT INTO public.list_parts VALUES ('audit', 184, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 185, 0);
INSERT INTO public.list_parts VALUES ('users', 185, 0);
INSERT INTO public.list_parts VALUES ('audit', 185, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 186, 0);
INSERT INTO public.list_parts VALUES ('users', 186, 0);
INSERT INTO public.list_parts VALUES ('audit', 186, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 187, 0);
INSERT INTO public.list_parts VALUES ('users', 187, 0);
INSERT INTO public.list_parts VALUES ('audit', 187, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 188, 0);
INSERT INTO public.list_parts VALUES ('users', 188, 0);
INSERT INTO public.list_parts VALUES ('audit', 188, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 189, 0);
INSERT INTO public.list_parts VALUES ('users', 189, 0);
INSERT INTO public.list_parts VALUES ('audit', 189, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 190, 0);
INSERT INTO public.list_parts VALUES ('users', 190, 0);
INSERT INTO public.list_parts VALUES ('audit', 190, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 191, 0);
INSERT INTO public.list_parts VALUES ('users', 191, 0);
INSERT INTO public.list_parts VALUES ('audit', 191, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 192, 0);
INSERT INTO public.list_parts VALUES ('users', 192, 0);
INSERT INTO public.list_parts VALUES ('audit', 192, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 193, 0);
INSERT INTO public.list_parts VALUES ('users', 193, 0);
INSERT INTO public.list_parts VALUES ('audit', 193, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 194, 0);
INSERT INTO public.list_parts VALUES ('users', 194, 0);
INSERT INTO public.list_parts VALUES ('audit', 194, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 195, 0);
INSERT INTO public.list_parts VALUES ('users', 195, 0);
INSERT INTO public.list_parts VALUES ('audit', 195, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 196, 0);
INSERT INTO public.list_parts VALUES ('users', 196, 0);
INSERT INTO public.list_parts VALUES ('audit', 196, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 197, 0);
INSERT INTO public.list_parts VALUES ('users', 197, 0);
INSERT INTO public.list_parts VALUES ('audit', 197, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 198, 0);
INSERT INTO public.list_parts VALUES ('users', 198, 0);
INSERT INTO public.list_parts VALUES ('audit', 198, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 199, 0);
INSERT INTO public.list_parts VALUES ('users', 199, 0);
INSERT INTO public.list_parts VALUES ('audit', 199, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 200, 0);
INSERT INTO public.list_parts VALUES ('users', 200, 0);
INSERT INTO public.list_parts VALUES ('audit', 200, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 201, 0);
INSERT INTO public.list_parts VALUES ('users', 201, 0);
INSERT INTO public.list_parts VALUES ('audit', 201, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 202, 0);
INSERT INTO public.list_parts VALUES ('users', 202, 0);
INSERT INTO public.list_parts VALUES ('audit', 202, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 203, 0);
INSERT INTO public.list_parts VALUES ('users', 203, 0);
INSERT INTO public.list_parts VALUES ('audit', 203, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 204, 0);
INSERT INTO public.list_parts VALUES ('users', 204, 0);
INSERT INTO public.list_parts VALUES ('audit', 204, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 205, 0);
INSERT INTO public.list_parts VALUES ('users', 205, 0);
INSERT INTO public.list_parts VALUES ('audit', 205, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 206, 0);
INSERT INTO public.list_parts VALUES ('users', 206, 0);
INSERT INTO public.list_parts VALUES ('audit', 206, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 207, 0);
INSERT INTO public.list_parts VALUES ('users', 207, 0);
INSERT INTO public.list_parts VALUES ('audit', 207, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 208, 0);
INSERT INTO public.list_parts VALUES ('users', 208, 0);
INSERT INTO public.list_parts VALUES ('audit', 208, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 209, 0);
INSERT INTO public.list_parts VALUES ('users', 209, 0);
INSERT INTO public.list_parts VALUES ('audit', 209, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 210, 0);
INSERT INTO public.list_parts VALUES ('users', 210, 0);
INSERT INTO public.list_parts VALUES ('audit', 210, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 211, 0);
INSERT INTO public.list_parts VALUES ('users', 211, 0);
INSERT INTO public.list_parts VALUES ('audit', 211, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 212, 0);
INSERT INTO public.list_parts VALUES ('users', 212, 0);
INSERT INTO public.list_parts VALUES ('audit', 212, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 213, 0);
INSERT INTO public.list_parts VALUES ('users', 213, 0);
INSERT INTO public.list_parts VALUES ('audit', 213, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 214, 0);
INSERT INTO public.list_parts VALUES ('users', 214, 0);
INSERT INTO public.list_parts VALUES ('audit', 214, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 215, 0);
INSERT INTO public.list_parts VALUES ('users', 215, 0);
INSERT INTO public.list_parts VALUES ('audit', 215, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 216, 0);
INSERT INTO public.list_parts VALUES ('users', 216, 0);
INSERT INTO public.list_parts VALUES ('audit', 216, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 217, 0);
INSERT INTO public.list_parts VALUES ('users', 217, 0);
INSERT INTO public.list_parts VALUES ('audit', 217, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 218, 0);
INSERT INTO public.list_parts VALUES ('users', 218, 0);
INSERT INTO public.list_parts VALUES ('audit', 218, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 219, 0);
INSERT INTO public.list_parts VALUES ('users', 219, 0);
INSERT INTO public.list_parts VALUES ('audit', 219, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 220, 0);
INSERT INTO public.list_parts VALUES ('users', 220, 0);
INSERT INTO public.list_parts VALUES ('audit', 220, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 221, 0);
INSERT INTO public.list_parts VALUES ('users', 221, 0);
INSERT INTO public.list_parts VALUES ('audit', 221, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 222, 0);
INSERT INTO public.list_parts VALUES ('users', 222, 0);
INSERT INTO public.list_parts VALUES ('audit', 222, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 223, 0);
INSERT INTO public.list_parts VALUES ('users', 223, 0);
INSERT INTO public.list_parts VALUES ('audit', 223, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 224, 0);
INSERT INTO public.list_parts VALUES ('users', 224, 0);
INSERT INTO public.list_parts VALUES ('audit', 224, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 225, 0);
INSERT INTO public.list_parts VALUES ('users', 225, 0);
INSERT INTO public.list_parts VALUES ('audit', 225, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 226, 0);
INSERT INTO public.list_parts VALUES ('users', 226, 0);
INSERT INTO public.list_parts VALUES ('audit', 226, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 228, 0);
INSERT INTO public.list_parts VALUES ('users', 228, 0);
INSERT INTO public.list_parts VALUES ('audit', 228, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 229, 0);
INSERT INTO public.list_parts VALUES ('users', 229, 0);
INSERT INTO public.list_parts VALUES ('audit', 229, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 230, 0);
INSERT INTO public.list_parts VALUES ('users', 230, 0);
INSERT INTO public.list_parts VALUES ('audit', 230, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 231, 0);
INSERT INTO public.list_parts VALUES ('users', 231, 0);
INSERT INTO public.list_parts VALUES ('audit', 231, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 232, 0);
INSERT INTO public.list_parts VALUES ('users', 232, 0);
INSERT INTO public.list_parts VALUES ('audit', 232, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 233, 0);
INSERT INTO public.list_parts VALUES ('users', 233, 0);
INSERT INTO public.list_parts VALUES ('audit', 233, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 234, 0);
INSERT INTO public.list_parts VALUES ('users', 234, 0);
INSERT INTO public.list_parts VALUES ('users', 227, 1);
INSERT INTO public.list_parts VALUES ('off_shelf', 227, 1);
INSERT INTO public.list_parts VALUES ('audit', 227, 15);
INSERT INTO public.list_parts VALUES ('audit', 234, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 235, 0);
INSERT INTO public.list_parts VALUES ('users', 235, 0);
INSERT INTO public.list_parts VALUES ('audit', 235, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 236, 0);
INSERT INTO public.list_parts VALUES ('users', 236, 0);
INSERT INTO public.list_parts VALUES ('audit', 236, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 237, 0);
INSERT INTO public.list_parts VALUES ('users', 237, 0);
INSERT INTO public.list_parts VALUES ('audit', 237, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 238, 0);
INSERT INTO public.list_parts VALUES ('users', 238, 0);
INSERT INTO public.list_parts VALUES ('audit', 238, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 239, 0);
INSERT INTO public.list_parts VALUES ('users', 239, 0);
INSERT INTO public.list_parts VALUES ('audit', 239, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 240, 0);
INSERT INTO public.list_parts VALUES ('users', 240, 0);
INSERT INTO public.list_parts VALUES ('audit', 240, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 241, 0);
INSERT INTO public.list_parts VALUES ('users', 241, 0);
INSERT INTO public.list_parts VALUES ('audit', 241, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 242, 0);
INSERT INTO public.list_parts VALUES ('users', 242, 0);
INSERT INTO public.list_parts VALUES ('audit', 242, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 243, 0);
INSERT INTO public.list_parts VALUES ('users', 243, 0);
INSERT INTO public.list_parts VALUES ('audit', 243, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 244, 0);
INSERT INTO public.list_parts VALUES ('users', 244, 0);
INSERT INTO public.list_parts VALUES ('audit', 244, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 245, 0);
INSERT INTO public.list_parts VALUES ('users', 245, 0);
INSERT INTO public.list_parts VALUES ('audit', 245, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 246, 0);
INSERT INTO public.list_parts VALUES ('users', 246, 0);
INSERT INTO public.list_parts VALUES ('audit', 246, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 247, 0);
INSERT INTO public.list_parts VALUES ('users', 247, 0);
INSERT INTO public.list_parts VALUES ('audit', 247, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 248, 0);
INSERT INTO public.list_parts VALUES ('users', 248, 0);
INSERT INTO public.list_parts VALUES ('audit', 248, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 249, 0);
INSERT INTO public.list_parts VALUES ('users', 249, 0);
INSERT INTO public.list_parts VALUES ('audit', 249, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 250, 0);
INSERT INTO public.list_parts VALUES ('users', 250, 0);
INSERT INTO public.list_parts VALUES ('audit', 250, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 251, 0);
INSERT INTO public.list_parts VALUES ('users', 251, 0);
INSERT INTO public.list_parts VALUES ('audit', 251, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 252, 0);
INSERT INTO public.list_parts VALUES ('users', 252, 0);
INSERT INTO public.list_parts VALUES ('audit', 252, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 253, 0);
INSERT INTO public.list_parts VALUES ('users', 253, 0);
INSERT INTO public.list_parts VALUES ('audit', 253, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 254, 0);
INSERT INTO public.list_parts VALUES ('users', 254, 0);
INSERT INTO public.list_parts VALUES ('audit', 254, 0);
INSERT INTO public.list_parts VALUES ('off_shelf', 255, 0);
INSERT INTO public.list_parts VALUES ('users', 255, 0);
INSERT INTO public.list_parts VALUES ('audit', 255, 0);
INSERT INTO public.movie_counts VALUES (1, 2);
INSERT INTO public.movie_counts VALUES (0, 1);
INSERT INTO public.movie_index VALUES (2, -1);
INSERT INTO public.movie_words VALUES (1, 0, 'cheng nan jiu shi	城南旧事', '{n0:,t75:}', '{c,ch,chengnaj,chengnan,cn,cnjs,cnjz,j,ji,jiushi,jiuzi,js,jz,n,na,najiushi,najiuzi,nanjiush,nanjiuzi,nj,njs,njz,s,sh,shi,z,zi,ßm,事,南,南旧,城,城南,旧,旧事,ßf}');
INSERT INTO public.movie_words VALUES (2, 2000, 'liu lang di qiu the wandering earth	流浪地球', '{n0:,t155:,p2000.0:}', '{d,de,deqiuthe,di,diqiuthe,dq,dqthewan,e,ea,earth,l,la,langdeqi,langdiqi,ld,ldqthewa,li,liulangd,ll,lldqthew,q,qi,qiuthewa,qt,qthewand,t,th,thewande,w,wa,wanderin,ßm,地,地球,流,流浪,浪,浪地,球,ßp}');
INSERT INTO public.movie_words VALUES (4, 0, 'qi cheng	启程', '{n0:,t195:}', '{c,ch,cheng,j,ji,l,la,langji,li,liulangj,lj,ll,llj,q,qc,qi,qicheng,ße1x1,ßi1,ßn1,ßoc,ßoch,ßocheng,ßoq,ßoqc,ßoqi,ßoqicheng,ßo启,ßo启程,ßo程,ßs1,启,启程,流,流浪,浪,浪记,程,记,ßf}');
INSERT INTO public.movie_words VALUES (3, 1000, 'taken down', '{x:}', '{d,do,down,t,ta,takendow,ßm}');
INSERT INTO public.movies VALUES (1, DEFAULT, '城南旧事', 'cheng nan jiu shi	城南旧事', '城南旧事', 1, 0, 1000, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056586368443, 'published', 0, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT INTO public.movies VALUES (2, DEFAULT, '流浪地球 The Wandering Earth', 'liu lang di qiu the wandering earth	流浪地球', '流浪地球-The-Wandering-Earth', 0, 2000, 1000, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056586431440, 'published', 0, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT INTO public.movies VALUES (4, DEFAULT, '启程', 'qi cheng	启程', '启程', 1, 0, 1000, 'd817415648ff8a2feae5c85bae19efa041006294eb0dffbd622040488e3ab909', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056586523952, 'published', 0, 'd817415648ff8a2feae5c85bae19efa041006294eb0dffbd622040488e3ab909.mp4', 0, 0, '', 0, '', 1, 1, 1, 0, 0, 0, 0, NULL, 0);
INSERT INTO public.movies VALUES (3, DEFAULT, 'Taken down', 'taken down', 'Taken-down', 0, 1000, 1000, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056586481618, 'taken_down', 0, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT INTO public.notices VALUES (1, '停机', '今晚十点
at ten', 'youku', 1796056586626344, 0);
INSERT INTO public.postings VALUES (1, 1, 1, NULL, 10000, 10000);
INSERT INTO public.postings VALUES (2, 1, NULL, 'credits', -10000, 0);
INSERT INTO public.postings VALUES (3, 2, 1, NULL, -2000, 8000);
INSERT INTO public.postings VALUES (4, 2, NULL, 'movies', 2000, 0);
INSERT INTO public.postings VALUES (5, 3, 1, NULL, -1000, 7000);
INSERT INTO public.postings VALUES (6, 3, NULL, 'movies', 1000, 0);
INSERT INTO public.postings VALUES (7, 4, 1, NULL, 1000, 8000);
INSERT INTO public.postings VALUES (8, 4, NULL, 'movies', -1000, 0);
INSERT INTO public.preferences VALUES (1, 'library.sort', 'title');
INSERT INTO public.price_buckets VALUES (2000, 0);
INSERT INTO public.price_buckets VALUES (1000, 0);
INSERT INTO public.purchases VALUES (1, 1, 2, 2000, 2, 1796056586451715, 0, NULL);
INSERT INTO public.purchases VALUES (2, 1, 3, 1000, 3, 1796056586495829, 1796056586612284, 4);
INSERT INTO public.records VALUES ('rules', 'all', '{"Wait":30000000000,"Lifetime":86400000000000,"Price":2000,"VIPShare":50,"Plans":null,"MaxPending":100,"Rate":0,"Registration":"open","NoGuests":false}', 0);
INSERT INTO public.series VALUES (1, DEFAULT, '流浪记', 'liu lang ji	流浪记', '流浪记', '流浪记', 0, '', 1796056586523952, 1, 1, 0, 4, 0, '', DEFAULT, 0);
INSERT INTO public.series_counts VALUES (1, 1, 0, 1);
INSERT INTO public.series_follows VALUES (1, 1, 1, 1796056586565603);
INSERT INTO public.series_words VALUES (1, 4, 0, 1, 'liu lang ji	流浪记', '{n0:,t19:,p0.0:}', '{j,ji,l,la,langji,li,liulangj,lj,ll,llj,ßs1,流,流浪,浪,浪记,记}');
INSERT INTO public.user_keys VALUES ('SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 1, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINW/Sj/M5xewOIvMJ0nrwUitmWmyP0XuG2Bf1Yd4V2rE alice', 'alice', 1796056586258793);
INSERT INTO public.users VALUES (1, 'alice', 'alice', '', 0, 0, 0, 8000, 'zh', 1796056586258793, 1, DEFAULT, DEFAULT, DEFAULT, DEFAULT, 0, '');
SELECT pg_catalog.setval('public.account_changes_id_seq', 1, false);
SELECT pg_catalog.setval('public.audit_id_seq', 15, true);
SELECT pg_catalog.setval('public.batches_id_seq', 1, false);
SELECT pg_catalog.setval('public.covers_id_seq', 1, false);
SELECT pg_catalog.setval('public.download_records_id_seq', 4, true);
SELECT pg_catalog.setval('public.events_id_seq', 34, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 10, true);
SELECT pg_catalog.setval('public.import_files_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_id_seq', 1, false);
SELECT pg_catalog.setval('public.incoming_folders_id_seq', 1, false);
SELECT pg_catalog.setval('public.incoming_id_seq', 4, true);
SELECT pg_catalog.setval('public.ledger_entries_id_seq', 4, true);
SELECT pg_catalog.setval('public.movies_id_seq', 4, true);
SELECT pg_catalog.setval('public.notices_id_seq', 1, true);
SELECT pg_catalog.setval('public.postings_id_seq', 8, true);
SELECT pg_catalog.setval('public.purchases_id_seq', 2, true);
SELECT pg_catalog.setval('public.series_id_seq', 1, true);
SELECT pg_catalog.setval('public.subtitles_id_seq', 1, false);
SELECT pg_catalog.setval('public.users_id_seq', 1, true);
ALTER TABLE ONLY public.account_changes
    ADD CONSTRAINT account_changes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.covers
    ADD CONSTRAINT covers_file_key UNIQUE (file);
ALTER TABLE ONLY public.covers
    ADD CONSTRAINT covers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.download_records
    ADD CONSTRAINT download_records_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.goose_lock
    ADD CONSTRAINT goose_lock_pkey PRIMARY KEY (lock_id);
ALTER TABLE ONLY public.import_files
    ADD CONSTRAINT import_files_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.incoming
    ADD CONSTRAINT incoming_file_key UNIQUE (file);
ALTER TABLE ONLY public.incoming_folders
    ADD CONSTRAINT incoming_folders_name_key UNIQUE (name);
ALTER TABLE ONLY public.incoming_folders
    ADD CONSTRAINT incoming_folders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.incoming
    ADD CONSTRAINT incoming_name_key UNIQUE (name);
ALTER TABLE ONLY public.incoming
    ADD CONSTRAINT incoming_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.last_visits
    ADD CONSTRAINT last_visits_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_reverses_key UNIQUE (reverses);
ALTER TABLE ONLY public.library_counts
    ADD CONSTRAINT library_counts_pkey PRIMARY KEY (series, free);
ALTER TABLE ONLY public.library
    ADD CONSTRAINT library_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.library_time
    ADD CONSTRAINT library_time_pkey PRIMARY KEY (one);
ALTER TABLE ONLY public.list_parts
    ADD CONSTRAINT list_parts_pkey PRIMARY KEY (list, part);
ALTER TABLE ONLY public.movie_about
    ADD CONSTRAINT movie_about_pkey PRIMARY KEY (movie_id);
ALTER TABLE ONLY public.movie_counts
    ADD CONSTRAINT movie_counts_pkey PRIMARY KEY (free);
ALTER TABLE ONLY public.movie_marks
    ADD CONSTRAINT movie_marks_pkey PRIMARY KEY (movie_id, user_id, kind);
ALTER TABLE ONLY public.movie_words
    ADD CONSTRAINT movie_words_pkey PRIMARY KEY (movie_id);
ALTER TABLE ONLY public.movies
    ADD CONSTRAINT movies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notice_reads
    ADD CONSTRAINT notice_reads_pkey PRIMARY KEY (user_id, notice_id);
ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.owned_counts
    ADD CONSTRAINT owned_counts_pkey PRIMARY KEY (user_id, series_id, price);
ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.preferences
    ADD CONSTRAINT preferences_pkey PRIMARY KEY (user_id, name);
ALTER TABLE ONLY public.price_buckets
    ADD CONSTRAINT price_buckets_pkey PRIMARY KEY (price, part);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT purchases_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_pkey PRIMARY KEY (kind, key);
ALTER TABLE ONLY public.running
    ADD CONSTRAINT running_pkey PRIMARY KEY (server, kind, id);
ALTER TABLE ONLY public.series_counts
    ADD CONSTRAINT series_counts_pkey PRIMARY KEY (series_id, season, price);
ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_fold_key UNIQUE (fold);
ALTER TABLE ONLY public.series_follows
    ADD CONSTRAINT series_follows_pkey PRIMARY KEY (user_id, series_id);
ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.series_words
    ADD CONSTRAINT series_words_pkey PRIMARY KEY (pos);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT servers_pkey PRIMARY KEY (server);
ALTER TABLE ONLY public.subtitles
    ADD CONSTRAINT subtitles_file_key UNIQUE (file);
ALTER TABLE ONLY public.subtitles
    ADD CONSTRAINT subtitles_movie_id_language_kind_key UNIQUE (movie_id, language, kind);
ALTER TABLE ONLY public.subtitles
    ADD CONSTRAINT subtitles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (fold);
ALTER TABLE ONLY public.user_keys
    ADD CONSTRAINT user_keys_pkey PRIMARY KEY (fingerprint);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_fold_key UNIQUE (fold);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX account_changes_untold ON public.account_changes USING btree (user_id, id) WHERE (told_at = 0);
CREATE INDEX batches_by_kind ON public.batches USING btree (kind, id);
CREATE INDEX codes_by_batch ON public.codes USING btree (batch_id, used_at, voided_at);
CREATE INDEX download_records_by_ready ON public.download_records USING btree (ready_at) WHERE (ended_at = 0);
CREATE INDEX download_records_by_user ON public.download_records USING btree (user_id, id);
CREATE UNIQUE INDEX download_records_one_open ON public.download_records USING btree (user_id, movie_id) WHERE (ended_at = 0);
CREATE INDEX download_records_open_by_movie ON public.download_records USING btree (movie_id) WHERE (ended_at = 0);
CREATE INDEX import_files_of ON public.import_files USING btree (import_id, id);
CREATE INDEX import_files_open ON public.import_files USING btree (import_id, id) WHERE (state = ANY (ARRAY['keeping'::text, 'published'::text]));
CREATE INDEX imports_open ON public.imports USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX incoming_by_sum ON public.incoming USING btree (sha256) WHERE (sha256 <> ''::text);
CREATE INDEX incoming_folders_in_folder ON public.incoming_folders USING btree (folder, name);
CREATE INDEX incoming_in_folder ON public.incoming USING btree (folder, name);
CREATE INDEX invitations_by_batch ON public.invitations USING btree (batch_id, used_at, voided_at);
CREATE INDEX movie_marks_of_user ON public.movie_marks USING btree (user_id, kind, at, movie_id);
CREATE INDEX movie_words_found ON public.movie_words USING gin (public.in_buckets(buckets, words)) WITH (fastupdate=off);
CREATE UNIQUE INDEX movies_by_cover ON public.movies USING btree (cover) WHERE (cover <> 0);
CREATE INDEX movies_by_sampled_md5 ON public.movies USING btree (sampled_md5);
CREATE INDEX movies_dates_of_series ON public.movies USING btree (series_id, created_at) WHERE ((shelf = 'published'::text) AND (series_id IS NOT NULL));
CREATE INDEX movies_missing ON public.movies USING btree (pos) WHERE (missing_since <> 0);
CREATE INDEX movies_new ON public.movies USING btree (pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_new_priced ON public.movies USING btree (free, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_newest_of_series ON public.movies USING btree (series_id, pos) WHERE ((shelf = 'published'::text) AND (series_id IS NOT NULL));
CREATE INDEX movies_of_series ON public.movies USING btree (series_id, season, episode, pos) WHERE (series_id IS NOT NULL);
CREATE INDEX movies_off_shelf ON public.movies USING btree (pos) WHERE (shelf <> 'published'::text);
CREATE UNIQUE INDEX movies_one_by_content ON public.movies USING btree (sha256) WHERE (shelf <> 'purged'::text);
CREATE INDEX movies_price ON public.movies USING btree (price, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_price_priced ON public.movies USING btree (free, price, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_purging ON public.movies USING btree (id) WHERE (purging = 1);
CREATE INDEX movies_since ON public.movies USING btree (created_at, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_single_new ON public.movies USING btree (pos) WHERE ((shelf = 'published'::text) AND (series_id IS NULL));
CREATE INDEX movies_single_new_priced ON public.movies USING btree (free, pos) WHERE ((shelf = 'published'::text) AND (series_id IS NULL));
CREATE INDEX movies_single_price ON public.movies USING btree (price, pos) WHERE ((shelf = 'published'::text) AND (series_id IS NULL));
CREATE INDEX movies_single_title ON public.movies USING btree (title_key, pos) WHERE ((shelf = 'published'::text) AND (series_id IS NULL));
CREATE INDEX movies_single_title_priced ON public.movies USING btree (free, title_key, pos) WHERE ((shelf = 'published'::text) AND (series_id IS NULL));
CREATE INDEX movies_title ON public.movies USING btree (title_key, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_title_priced ON public.movies USING btree (free, title_key, pos) WHERE (shelf = 'published'::text);
CREATE INDEX movies_to_examine ON public.movies USING btree (pos) WHERE ((tracks IS NULL) AND (shelf <> 'purged'::text));
CREATE INDEX notices_by_author ON public.notices USING btree (author) WHERE (withdrawn_at = 0);
CREATE INDEX notices_by_title ON public.notices USING btree (title) WHERE (withdrawn_at = 0);
CREATE INDEX postings_by_entry ON public.postings USING btree (entry_id);
CREATE INDEX postings_by_till ON public.postings USING btree (till, amount) WHERE (till IS NOT NULL);
CREATE INDEX postings_by_user ON public.postings USING btree (user_id, id) WHERE (user_id IS NOT NULL);
CREATE INDEX purchases_by_movie ON public.purchases USING btree (movie_id) WHERE (refunded_at = 0);
CREATE UNIQUE INDEX purchases_once ON public.purchases USING btree (user_id, movie_id) WHERE (refunded_at = 0);
CREATE INDEX running_of_accounts ON public.running USING btree (account, kind);
CREATE UNIQUE INDEX series_by_cover ON public.series USING btree (cover) WHERE (cover <> 0);
CREATE INDEX series_follows_of_user ON public.series_follows USING btree (user_id, at, series_id) WHERE (following = 1);
CREATE INDEX series_new ON public.series USING btree (newest) WHERE (episodes > 0);
CREATE INDEX series_new_priced ON public.series USING btree (free, newest) WHERE (episodes > 0);
CREATE INDEX series_price ON public.series USING btree (price, pos) WHERE (episodes > 0);
CREATE INDEX series_title ON public.series USING btree (title_key, pos) WHERE (episodes > 0);
CREATE INDEX series_title_priced ON public.series USING btree (free, title_key, pos) WHERE (episodes > 0);
CREATE INDEX series_words_found ON public.series_words USING gin (public.in_buckets(buckets, words)) WITH (fastupdate=off);
CREATE INDEX user_keys_by_user ON public.user_keys USING btree (user_id);
CREATE INDEX users_removed ON public.users USING btree (was, removed_at) WHERE (removed_at <> 0);
CREATE TRIGGER audit_counted_in AFTER INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION public.count_list('audit', '1');
CREATE TRIGGER audit_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.stays();
CREATE TRIGGER bought_counted_anew AFTER UPDATE OF refunded_at ON public.purchases FOR EACH ROW WHEN (((old.refunded_at = 0) <> (new.refunded_at = 0))) EXECUTE FUNCTION public.count_bought();
CREATE TRIGGER bought_counted_in AFTER INSERT ON public.purchases FOR EACH ROW WHEN ((new.refunded_at = 0)) EXECUTE FUNCTION public.count_bought();
CREATE TRIGGER episodes_counted_anew AFTER UPDATE OF shelf, price, series_id, season ON public.movies FOR EACH ROW WHEN (((((old.shelf IS DISTINCT FROM new.shelf) OR (old.price IS DISTINCT FROM new.price)) OR (old.series_id IS DISTINCT FROM new.series_id)) OR (old.season IS DISTINCT FROM new.season))) EXECUTE FUNCTION public.count_episodes();
CREATE TRIGGER episodes_counted_in AFTER INSERT ON public.movies FOR EACH ROW WHEN (((new.shelf = 'published'::text) AND (new.series_id IS NOT NULL))) EXECUTE FUNCTION public.count_episodes();
CREATE TRIGGER ledger_entries_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION public.stays();
CREATE TRIGGER movies_counted_anew AFTER UPDATE OF shelf, free, series_id ON public.movies FOR EACH ROW WHEN ((((old.shelf IS DISTINCT FROM new.shelf) OR (old.free IS DISTINCT FROM new.free)) OR (old.series_id IS DISTINCT FROM new.series_id))) EXECUTE FUNCTION public.count_movie();
CREATE TRIGGER movies_counted_in AFTER INSERT ON public.movies FOR EACH ROW WHEN ((new.shelf = 'published'::text)) EXECUTE FUNCTION public.count_movie();
CREATE TRIGGER off_shelf_counted_in AFTER INSERT ON public.movies FOR EACH ROW WHEN ((new.shelf <> 'published'::text)) EXECUTE FUNCTION public.count_list('off_shelf', '1');
CREATE TRIGGER off_shelf_counted_less AFTER UPDATE OF shelf ON public.movies FOR EACH ROW WHEN (((old.shelf <> 'published'::text) AND (new.shelf = 'published'::text))) EXECUTE FUNCTION public.count_list('off_shelf', '-1');
CREATE TRIGGER off_shelf_counted_more AFTER UPDATE OF shelf ON public.movies FOR EACH ROW WHEN (((old.shelf = 'published'::text) AND (new.shelf <> 'published'::text))) EXECUTE FUNCTION public.count_list('off_shelf', '1');
CREATE TRIGGER owned_counted_anew AFTER UPDATE OF shelf, price, series_id ON public.movies FOR EACH ROW WHEN ((((old.shelf IS DISTINCT FROM new.shelf) OR (old.price IS DISTINCT FROM new.price)) OR (old.series_id IS DISTINCT FROM new.series_id))) EXECUTE FUNCTION public.count_owned();
CREATE TRIGGER postings_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON public.postings FOR EACH STATEMENT EXECUTE FUNCTION public.stays();
CREATE TRIGGER series_counted_anew AFTER UPDATE OF episodes, price ON public.series FOR EACH ROW WHEN ((((old.episodes > 0) IS DISTINCT FROM (new.episodes > 0)) OR (old.free IS DISTINCT FROM new.free))) EXECUTE FUNCTION public.count_series();
CREATE TRIGGER users_counted_in AFTER INSERT ON public.users FOR EACH ROW WHEN ((new.removed_at = 0)) EXECUTE FUNCTION public.count_list('users', '1');
CREATE TRIGGER users_counted_out AFTER DELETE ON public.users FOR EACH ROW WHEN ((old.removed_at = 0)) EXECUTE FUNCTION public.count_list('users', '-1');
CREATE TRIGGER users_counted_removed AFTER UPDATE OF removed_at ON public.users FOR EACH ROW WHEN (((old.removed_at = 0) AND (new.removed_at <> 0))) EXECUTE FUNCTION public.count_list('users', '-1');
ALTER TABLE ONLY public.account_changes
    ADD CONSTRAINT account_changes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_used_by_fkey FOREIGN KEY (used_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.download_records
    ADD CONSTRAINT download_records_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.download_records
    ADD CONSTRAINT download_records_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES public.purchases(id);
ALTER TABLE ONLY public.download_records
    ADD CONSTRAINT download_records_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.import_files
    ADD CONSTRAINT import_files_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_used_by_fkey FOREIGN KEY (used_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.last_visits
    ADD CONSTRAINT last_visits_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.movie_about
    ADD CONSTRAINT movie_about_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.movie_marks
    ADD CONSTRAINT movie_marks_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.movie_marks
    ADD CONSTRAINT movie_marks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.movie_words
    ADD CONSTRAINT movie_words_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.movies
    ADD CONSTRAINT movies_series_id_fkey FOREIGN KEY (series_id) REFERENCES public.series(id);
ALTER TABLE ONLY public.notice_reads
    ADD CONSTRAINT notice_reads_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.notices(id);
ALTER TABLE ONLY public.notice_reads
    ADD CONSTRAINT notice_reads_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.owned_counts
    ADD CONSTRAINT owned_counts_series_id_fkey FOREIGN KEY (series_id) REFERENCES public.series(id);
ALTER TABLE ONLY public.owned_counts
    ADD CONSTRAINT owned_counts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.preferences
    ADD CONSTRAINT preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT purchases_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT purchases_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.series_counts
    ADD CONSTRAINT series_counts_series_id_fkey FOREIGN KEY (series_id) REFERENCES public.series(id);
ALTER TABLE ONLY public.series_follows
    ADD CONSTRAINT series_follows_series_id_fkey FOREIGN KEY (series_id) REFERENCES public.series(id);
ALTER TABLE ONLY public.series_follows
    ADD CONSTRAINT series_follows_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.series_words
    ADD CONSTRAINT series_words_pos_fkey FOREIGN KEY (pos) REFERENCES public.series(id);
ALTER TABLE ONLY public.subtitles
    ADD CONSTRAINT subtitles_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES public.movies(id);
ALTER TABLE ONLY public.user_keys
    ADD CONSTRAINT user_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
