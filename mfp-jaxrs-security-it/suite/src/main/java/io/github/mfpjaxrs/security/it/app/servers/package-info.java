/** An application that accepts tokens from several authorization servers. */
package io.github.mfpjaxrs.security.it.app.servers;
