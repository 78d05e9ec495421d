/**
 * Takes the constructors of WebRTC away: no directive of a policy that browsers know stops the packets of a peer connection.
 * This is a courtesy and no wall. Nothing of the page uses them, so code that got in would find the door gone; but a script
 * that makes a frame finds another pair in there. Imported before all else, so nothing can keep a copy.
 */
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(globalThis, name);
