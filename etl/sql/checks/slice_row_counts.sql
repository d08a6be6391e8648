-- severity: warning
-- about: a slice with over 15 % more or fewer rows than the one that it replaced
select slice_path, previous_rows, rows from meta.slice
where previous_rows is not null and abs(rows - previous_rows) > metric.threshold('check_slice_change') * previous_rows
