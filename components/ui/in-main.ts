/** Where floating text is put: inside the page's main landmark, so that assistive technology finds it there. */
export const inMain: React.RefObject<HTMLElement | null> = {
  get current() {
    return document.getElementById('main');
  },
};
