-- Trend of China's share between two years, and the year in which the line would meet the target.
select * from metric.china_trend($importer, $series, $first, $last, $basis, $china, $target)
