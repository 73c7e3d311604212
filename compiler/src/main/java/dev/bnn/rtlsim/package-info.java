// SPDX-License-Identifier: Apache-2.0
/** Simulation of generated RTL with free tools, and the model that it must match to the bit and to the cycle. */
package dev.bnn.rtlsim;
