import sprite from "./icons.svg?raw";

/** Puts the symbols into the page once, so that `<use href="#name">` finds them. */
const holder = document.createElement("div");
holder.hidden = true;
holder.innerHTML = sprite;
document.body.prepend(holder);
