-- severity: error
-- about: supplier shares of an importer, series and year that do not add up to 1
select importer_iso3, series_id, year, sum(value_share) as value_shares, sum(quantity_share) as quantity_shares
from mart.supplier_share
group by importer_iso3, series_id, year
having abs(sum(value_share) - 1) > 1e-9 or abs(sum(quantity_share) - 1) > 1e-9
