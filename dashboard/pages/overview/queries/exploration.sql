-- Agreements of Japan with Central Asia to explore for minerals, dated in the month of the Tokyo Declaration.
select
    count(distinct p.project_id) as agreements,
    any_value(d.date_from) as declared_on,
    list(distinct c.name_en order by c.name_en) as names_en,
    list(distinct c.name_ja order by c.name_ja) as names_ja
from register.project p
join register.commitment d on d.commitment_id = 'C01' and date_trunc('month', p.signed_from) = date_trunc('month', d.date_from)
join ref.country c on c.iso3 = p.country_iso3
where contains(p.stage, 'exploration') and p.state = 'agreed' and p.japan_link = 'yes'
    and p.country_iso3 in (select iso3 from metric.members('CENTRAL_ASIA'))
having count(*) > 0
