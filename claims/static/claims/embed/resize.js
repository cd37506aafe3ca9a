// For the page around a frame: makes the frame as high as it says it is, and hides the quotation once the frame is there.
"use strict";

addEventListener("message", ({ data, source, origin }) => {
  for (const frame of document.querySelectorAll(".foresaid-embed iframe")) {
    if (frame.contentWindow === source && frame.src.startsWith(`${origin}/`) && data?.foresaid > 0) {
      frame.height = Math.min(Math.ceil(data.foresaid), 2000);
      frame.style.maxWidth = "100%";
      frame.parentElement.querySelector("blockquote").hidden = true;
    }
  }
});
