/** An authorization server for tests: Spring's own, with a few lines of configuration. */
package io.github.mfpjaxrs.security.servers.spring;
