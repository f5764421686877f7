// The Tile View's page: what runs in the webview.
import './elements';
import { connect } from './messenger';
import { Page } from './page';

const messenger = connect();
const root = document.createElement('div');
root.className = 'page';
document.body.append(root);

const tell = (what: string): void => {
  messenger.post({ type: 'problem', message: what });
};
window.addEventListener('error', event => {
  tell(event.message);
});
window.addEventListener('unhandledrejection', event => {
  tell(String(event.reason));
});

new Page(messenger, root);
