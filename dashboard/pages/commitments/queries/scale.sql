-- What the amount of one pledge is a share of.
select s.*, c.name_en as from_name_en, c.name_ja as from_name_ja
from mart.pledge_scale s
left join ref.country c on c.iso3 = s.from_iso3
where s.pledge_flow_id = $pledge
order by s.yardstick = 'share_of_consumption' desc, s.yardstick, s.from_iso3 = 'WLD' desc, s.period_start desc, s.share
