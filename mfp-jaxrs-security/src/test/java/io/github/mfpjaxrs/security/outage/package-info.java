/**
 * Tests the library over real sockets while its authorization server or the network fails. There is one class for
 * each kind of failure. All of them protect the application {@link io.github.mfpjaxrs.security.outage.Shop}.
 */
@NullMarked
package io.github.mfpjaxrs.security.outage;

import org.jspecify.annotations.NullMarked;
