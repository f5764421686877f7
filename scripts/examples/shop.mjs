// The shop: its name, its colours and what it sells. All of it is invented.

export const shop = 'Tarnfell';

export const C = {
  ink: '#1c2623',
  soft: '#4c5853',
  mute: '#7a847e',
  faint: '#a9b0aa',
  line: '#e7e2d8',
  field: '#d8d3c8',
  paper: '#ffffff',
  cream: '#f8f5ef',
  sand: '#efe9de',
  pine: '#1f4a3f',
  pineDark: '#14322b',
  pineSoft: '#e3ece7',
  moss: '#5f7f63',
  ochre: '#d98f2e',
  ochreSoft: '#fbefdb',
  rust: '#b3502f',
  rustSoft: '#f8e4dc',
  sky: '#a9c3cf',
  skySoft: '#e4eef2',
  plum: '#6b4a63',
};

export const wares = {
  pack: { name: 'Fellside Pack 28 L', kind: 'Packs', price: 118, tint: '#e4ebe4', note: 'Pine' },
  mug: { name: 'Enamel Mug', kind: 'Camp kitchen', price: 18, tint: '#f3e9da', note: 'Speckled cream' },
  beanie: { name: 'Merino Beanie', kind: 'Knitwear', price: 32, tint: '#f4e3d8', note: 'Rust' },
  tent: { name: 'Ridgeline Tent 2P', kind: 'Shelter', price: 349, tint: '#e7ead9', note: 'Moss' },
  boot: { name: 'Scree Boot Mid', kind: 'Footwear', price: 164, tint: '#efe6da', note: 'Chestnut' },
  lantern: { name: 'Lowlight Lantern', kind: 'Lighting', price: 46, tint: '#f6ecd3', note: 'Brass' },
  jacket: { name: 'Squall Shell', kind: 'Outerwear', price: 229, tint: '#e1eaee', note: 'Lake blue' },
  bottle: { name: 'Tarn Bottle 0.7 L', kind: 'Hydration', price: 28, tint: '#e2ece9', note: 'Pine' },
  mat: { name: 'Hollow Mat', kind: 'Sleep', price: 74, tint: '#ece5ea', note: 'Plum' },
};
