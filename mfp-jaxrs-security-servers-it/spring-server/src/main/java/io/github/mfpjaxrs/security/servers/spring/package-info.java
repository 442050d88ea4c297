/** An authorization server for tests, which is Spring Authorization Server with a few lines of configuration. */
package io.github.mfpjaxrs.security.servers.spring;
