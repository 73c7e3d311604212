// SPDX-License-Identifier: Apache-2.0
/**
 * What a board needs beside the network's hardware: drivers in Python, C and Java, and the projects that make a bitstream. The back
 * ends for FPGAs use it, and it knows none of them.
 */
package dev.bnn.emit.board;
