import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';

describe('the workbench', () => {
  const workbench = useWorkbench();

  it('shows our log on command', async () => {
    const { page } = workbench();
    const channel = page.locator('.panel .monaco-select-box, .panel select').filter({ hasText: 'Tilescope' });
    // A window that is still starting may lose the key that runs a command: a person would press it again.
    await until('the log', async () => {
      await workbench().runCommand('Tilescope: Show Log');
      return appears(channel.first(), 10_000);
    });
    await workbench().screenshot('log');
  });
});

describe('the workbench in Restricted Mode', () => {
  const workbench = useWorkbench({ trusted: false });

  it('says so, and still has our commands', async () => {
    await workbench().statusBar('Restricted Mode').waitFor();
    await workbench().runCommand('Tilescope: Show Log');
  });
});
