// SPDX-License-Identifier: Apache-2.0
/**
 * The trained values of a design as hardware stores them: the arrays of each unit, and files of them for loadable parameters. Back
 * ends and the projects for boards read them; nothing here knows a language or a board.
 */
package dev.bnn.emit.array;
