// SPDX-License-Identifier: Apache-2.0
/**
 * Model files as text: places, spans, and diagnostics with their codes. Every stage reports its findings with these types.
 */
package dev.bnn.source;
