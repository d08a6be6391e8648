-- Names of all areas, unallocated ones included.
select iso3, name_en as area_name_en, name_ja as area_name_ja, kind from ref.country order by name_en
