/** The library against real authorization servers. */
package io.github.mfpjaxrs.security.servers;
