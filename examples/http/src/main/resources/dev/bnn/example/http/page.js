// SPDX-License-Identifier: Apache-2.0
const shown = 10;
const byId = id => document.getElementById(id);
let largestUpload = Infinity;
let latest = 0;

fetch('model').then(response => response.json()).then(model => {
  largestUpload = model.largestUpload;
  const { channels, height, width } = model.input;
  byId('about').textContent = `${model.name} tells ${model.classes.length} classes apart. It sees `
      + `${width} × ${height} pixels${channels === 1 ? ' in gray' : ''} of the middle of the image.`;
}).catch(() => fail('The service does not answer.'));

function fail(message) {
  byId('error').textContent = message;
  byId('error').hidden = false;
  byId('best').textContent = '';
  byId('bars').replaceChildren();
}

function bar({ name, probability }) {
  const label = document.createElement('span');
  label.className = 'name';
  label.textContent = name;
  const length = document.createElement('progress');
  length.max = 1;
  length.value = probability;
  length.setAttribute('aria-label', name);
  const percent = document.createElement('span');
  percent.className = 'percent';
  percent.textContent = `${(100 * probability).toFixed(1)} %`;
  const item = document.createElement('li');
  item.append(label, length, percent);
  return item;
}

async function classify(file) {
  const request = ++latest;
  const photo = byId('photo');
  URL.revokeObjectURL(photo.src);
  photo.src = URL.createObjectURL(file);
  photo.hidden = false;
  byId('error').hidden = true;
  if (file.size > largestUpload) {
    fail(`The image file has more than ${Math.floor(largestUpload / 2 ** 20)} MB.`);
    return;
  }
  try {
    const response = await fetch('classify', { method: 'POST', body: file });
    const answer = await response.json();
    if (request !== latest) {
      return;
    }
    if (!response.ok) {
      fail(answer.error);
      return;
    }
    byId('best').textContent = answer.best;
    byId('bars').replaceChildren(...answer.probabilities.slice(0, shown).map(bar));
  } catch {
    fail('The service does not answer.');
  }
}

byId('photo').addEventListener('error', () => { byId('photo').hidden = true; });
byId('file').addEventListener('change', event => {
  if (event.target.files.length > 0) {
    classify(event.target.files[0]);
  }
});
for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(type, event => {
    event.preventDefault();
    byId('drop').classList.toggle('over', type === 'dragenter' || type === 'dragover');
  });
}
document.addEventListener('drop', event => {
  if (event.dataTransfer.files.length > 0) {
    classify(event.dataTransfer.files[0]);
  }
});
