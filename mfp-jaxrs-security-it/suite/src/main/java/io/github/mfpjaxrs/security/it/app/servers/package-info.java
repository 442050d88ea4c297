/** An application that accepts tokens of several authorization servers. */
package io.github.mfpjaxrs.security.it.app.servers;
