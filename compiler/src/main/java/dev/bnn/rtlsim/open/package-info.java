// SPDX-License-Identifier: Apache-2.0
/** The way from an RTL project to the bitstream of a board with open tools, and the simulation of their netlist. */
package dev.bnn.rtlsim.open;
