module.exports = require("./tracing");
