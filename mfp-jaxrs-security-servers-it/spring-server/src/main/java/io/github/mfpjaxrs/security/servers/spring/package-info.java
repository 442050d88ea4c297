/** Spring Authorization Server with a few lines of configuration, as an authorization server for tests. */
package io.github.mfpjaxrs.security.servers.spring;
