// SPDX-License-Identifier: Apache-2.0
/** What surrounds a pipeline on a board without a processor. */
package dev.bnn.emit.rtl.open;
