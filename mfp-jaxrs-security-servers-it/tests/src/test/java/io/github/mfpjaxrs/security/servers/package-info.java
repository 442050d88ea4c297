/** Tests of the library against real authorization servers. */
package io.github.mfpjaxrs.security.servers;
