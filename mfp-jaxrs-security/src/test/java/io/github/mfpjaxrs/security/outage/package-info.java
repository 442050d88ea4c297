/**
 * The library over real sockets while its authorization server, or the network, is in trouble. One class a kind of
 * trouble; {@link io.github.mfpjaxrs.security.outage.Shop} is the application that they all protect.
 */
@NullMarked
package io.github.mfpjaxrs.security.outage;

import org.jspecify.annotations.NullMarked;
