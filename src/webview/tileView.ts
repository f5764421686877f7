// The Tile View's page: what runs in the webview.
import { connect } from './messenger';

connect().post({ type: 'ready' });
