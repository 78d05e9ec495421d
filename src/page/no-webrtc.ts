/**
 * Removes WebRTC's constructors: no policy directive that browsers support blocks the packets of a peer connection.
 * This is a courtesy, not a barrier. The page does not use them, so injected code does not find them; but a script that
 * creates a frame gets a new pair. Imported first, so nothing can keep a copy.
 */
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(globalThis, name);
