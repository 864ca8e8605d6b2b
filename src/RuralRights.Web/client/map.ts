import Feature from 'ol/Feature';
import Map from 'ol/Map';
import View from 'ol/View';
import GeoJSON from 'ol/format/GeoJSON';
import MVT from 'ol/format/MVT';
import { defaults as controls } from 'ol/control/defaults';
import { createEmpty, extend, isEmpty } from 'ol/extent';
import VectorLayer from 'ol/layer/Vector';
import VectorTileLayer from 'ol/layer/VectorTile';
import VectorSource from 'ol/source/Vector';
import VectorTileSource from 'ol/source/VectorTile';
import Circle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';

const green = '#1b5138';
const earth = '#8a5f1f';
const seal = '#9c1a1c';

/**
 * <rr-map src="features.geojson" tiles> draws features of ours over the register's own parcels. There is no base map and
 * nothing comes from another host. Whatever the map shows stands in a list beside it: an element with data-feature="id"
 * is chosen with the feature, and choosing it moves the map there. The list works without the map.
 */
class RuralMap extends HTMLElement {
  private map?: Map;
  private source = new VectorSource<Feature>();
  private chosen?: string;

  connectedCallback(): void {
    const layers: (VectorTileLayer | VectorLayer<VectorSource<Feature>>)[] = [];
    if (this.hasAttribute('tiles')) {
      layers.push(new VectorTileLayer({
        source: new VectorTileSource({ format: new MVT(), url: this.getAttribute('tiles') || '/tiles/{z}/{x}/{y}.mvt', minZoom: 12, maxZoom: 17 }),
        minZoom: 11,
        style: new Style({ stroke: new Stroke({ color: '#a59b83', width: 1 }), fill: new Fill({ color: '#ece6d5' }) }),
      }));
    }
    layers.push(new VectorLayer({ source: this.source, declutter: true, style: feature => this.draw(feature as Feature) }));
    this.map = new Map({
      target: this,
      layers,
      controls: controls({ attribution: false, rotate: false, zoomOptions: { zoomInTipLabel: this.dataset.zoomIn, zoomOutTipLabel: this.dataset.zoomOut } }),
      view: new View({ center: [0, 0], zoom: 15, maxZoom: 21 }),
    });
    this.map.on('singleclick', event => {
      const id = this.map!.forEachFeatureAtPixel(event.pixel, feature => feature.getId(), { hitTolerance: 8, layerFilter: layer => layer instanceof VectorLayer });
      if (id !== undefined) this.choose(String(id), true);
    });
    document.addEventListener('click', event => {
      const row = (event.target as Element).closest<HTMLElement>('[data-feature]');
      if (!row || !(event.target as Element).closest('a[href^="#"],button')) return;
      event.preventDefault();
      this.choose(row.dataset.feature!, false);
      this.scrollIntoView({ block: 'nearest' });
    });
    void this.load();
  }

  private async load(): Promise<void> {
    const src = this.getAttribute('src');
    if (!src) return;
    const answer = await fetch(src, { headers: { accept: 'application/geo+json' } });
    if (!answer.ok) return;
    this.source.addFeatures(new GeoJSON().readFeatures(await answer.json(), { featureProjection: 'EPSG:3857' }) as Feature[]);
    const extent = extend(createEmpty(), this.source.getExtent() ?? createEmpty());
    if (!isEmpty(extent)) this.map!.getView().fit(extent, { padding: [40, 40, 40, 40], maxZoom: 20 });
    const first = location.hash.slice(1);
    if (first && this.source.getFeatureById(first)) this.choose(first, false);
    const count = String(this.source.getFeatures().length);
    this.map!.once('rendercomplete', () => { this.dataset.ready = count; });
    this.map!.render();
  }

  private choose(id: string, moveList: boolean): void {
    this.chosen = id;
    this.dataset.chosen = id;
    this.source.changed();
    for (const row of document.querySelectorAll<HTMLElement>('[data-feature]')) {
      const here = row.dataset.feature === id;
      if (here) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
      if (here && moveList) row.scrollIntoView({ block: 'nearest' });
    }
    const geometry = this.source.getFeatureById(id)?.getGeometry();
    if (geometry) this.map!.getView().fit(geometry.getExtent(), { padding: [60, 60, 60, 60], maxZoom: 20, duration: 0 });
  }

  private draw(feature: Feature): Style {
    const chosen = String(feature.getId()) === this.chosen;
    const kind = feature.get('kind') as string | undefined;
    const colour = kind === 'error' ? seal : kind === 'warning' ? earth : green;
    const width = chosen ? 4 : 2;
    const label = feature.get('label') as string | undefined;
    return new Style({
      stroke: new Stroke({ color: colour, width, lineDash: kind === 'warning' ? [6, 4] : undefined }),
      fill: new Fill({ color: chosen ? `${colour}66` : `${colour}33` }),
      image: new Circle({ radius: chosen ? 9 : 6, fill: new Fill({ color: colour }), stroke: new Stroke({ color: '#fff', width: 2 }) }),
      text: label && (chosen || !kind) ? new Text({ text: label, overflow: true, font: '600 14px system-ui, sans-serif', fill: new Fill({ color: '#1d2721' }), stroke: new Stroke({ color: '#fff', width: 3 }) }) : undefined,
      zIndex: chosen ? 1 : 0,
    });
  }
}

customElements.define('rr-map', RuralMap);
