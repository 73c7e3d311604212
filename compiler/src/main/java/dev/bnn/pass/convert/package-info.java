// SPDX-License-Identifier: Apache-2.0
/** From the trained network to the IR, and from the IR to the model of the runtime. */
package dev.bnn.pass.convert;
