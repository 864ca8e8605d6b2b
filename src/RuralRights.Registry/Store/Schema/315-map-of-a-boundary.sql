-- What lies on the map is the boundary and nothing else, so the database says it of every row and takes no other value.
alter table register.parcel
    drop column map,
    add column map geometry(Geometry, 4490) not null generated always as (register.on_the_map(boundary, crs)) stored;

create index parcel_by_map on register.parcel using gist (map);

alter table register.homestead_plot
    drop column map,
    add column map geometry(Geometry, 4490) not null generated always as (register.on_the_map(boundary, crs)) stored;

create index homestead_plot_by_map on register.homestead_plot using gist (map);
