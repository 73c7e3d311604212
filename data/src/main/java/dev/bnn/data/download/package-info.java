// SPDX-License-Identifier: Apache-2.0
/** Fetches published files by HTTPS and checks their size and checksum. */
package dev.bnn.data.download;
