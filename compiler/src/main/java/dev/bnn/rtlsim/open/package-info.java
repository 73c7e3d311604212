// SPDX-License-Identifier: Apache-2.0
/** From an RTL project to the bitstream of a board with open tools, and the simulation of what they made. */
package dev.bnn.rtlsim.open;
