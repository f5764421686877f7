/** Pixels that still count as being at the end: a line's part, and what zooming rounds. */
const near = 24;

/** What scrolls the conversation: itself, or in a narrow page what it is a part of. */
export function scrollerOf(root: Element): Element | undefined {
  let at: Element | null = root.querySelector('.answers');
  while (at !== null && !/auto|scroll/.test(getComputedStyle(at).overflowY)) at = at.parentElement;
  return at ?? undefined;
}

/** Whether the reader is at the end of it. */
export function isAtEnd({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < near;
}
