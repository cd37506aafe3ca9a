// How this site's pages read its files. A copy of the site on disk has a `reading` of its own, without a server.
"use strict";

const reading = (address, options) => fetch(address, options);
