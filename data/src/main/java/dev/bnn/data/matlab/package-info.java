// SPDX-License-Identifier: Apache-2.0
/** Arrays of numbers from MATLAB files of level 5, read with MFL. */
package dev.bnn.data.matlab;
