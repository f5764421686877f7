/** Whether a file is a prompt of the user's own, by its path. */
export function isPromptFile(path: string): boolean {
  return /(?:^|\/)\.tilescope\/prompts\/.+\.md$/i.test(path);
}
