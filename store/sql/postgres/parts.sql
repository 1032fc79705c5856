-- The parts of the schema, each with what it belongs to and how it is made, as
-- store/audit_schema.c compares them. Names are written without the schema's.
WITH here AS (
    SELECT oid, quote_ident(nspname) || '.' AS prefix
    FROM pg_namespace WHERE nspname = current_schema()
), relation AS (
    SELECT c.* FROM pg_class c, here WHERE c.relnamespace = here.oid
), parts (name, part_of, made) AS (
    SELECT CASE c.relkind WHEN 'r' THEN 'table ' WHEN 'v' THEN 'view '
               ELSE 'relation ' END || c.relname,
           concat_ws(' ', c.relkind, c.relrowsecurity, c.relpersistence),
           coalesce((SELECT string_agg(concat_ws(' ', a.attname,
                   format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   a.attidentity, nullif(a.attcollation, 0)::regcollation,
                   pg_get_expr(d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)
               FROM pg_attribute a LEFT JOIN pg_attrdef d
                   ON d.adrelid = a.attrelid AND d.adnum = a.attnum
               WHERE a.attrelid = c.oid AND a.attnum > 0
                   AND NOT a.attisdropped), '')
    FROM relation c
    WHERE c.relkind NOT IN ('i', 'I', 'c', 't')
        -- not the sequences of identity columns
        AND NOT (c.relkind = 'S' AND EXISTS (SELECT 1 FROM pg_depend p
            WHERE p.objid = c.oid AND p.deptype = 'i'))
    UNION ALL
    SELECT 'index ' || c.relname, t.relname, pg_get_indexdef(c.oid)
           || CASE WHEN i.indisvalid THEN '' ELSE ' (not valid)' END
    FROM pg_index i JOIN relation c ON c.oid = i.indexrelid
        JOIN pg_class t ON t.oid = i.indrelid
    WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k
        WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 'constraint ' || k.conname, c.relname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN relation c ON c.oid = k.conrelid
    UNION ALL
    SELECT 'trigger ' || g.tgname, concat_ws(' ', c.relname, g.tgenabled),
           pg_get_triggerdef(g.oid)
    FROM pg_trigger g JOIN relation c ON c.oid = g.tgrelid
    WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'rule ' || r.rulename, c.relname, pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN relation c ON c.oid = r.ev_class
    WHERE c.relkind = 'r'
    UNION ALL
    SELECT 'policy ' || p.polname, c.relname, p.polcmd::text
    FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
    UNION ALL
    SELECT 'function ' || f.proname, f.prokind::text, pg_get_functiondef(f.oid)
    FROM pg_proc f, here
    WHERE f.pronamespace = here.oid AND f.prokind IN ('f', 'p')
)
SELECT name, part_of, replace(made, here.prefix, '') FROM parts, here
ORDER BY name COLLATE "C", part_of COLLATE "C"
